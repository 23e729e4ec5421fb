"""A small PDF, written by hand: lines of Helvetica at given places."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Placed = tuple[float, float, float, str] | tuple[float, float, float, str, str]
"""Left edge, height above the lower edge, size, text, and the font: ``F1`` plain, ``F2`` bold, ``F3`` for programs."""


def write_pdf(path: Path, pages: Sequence[Sequence[Placed]], trailer: str = "") -> Path:
    """Write a PDF of these pages, 595 by 842 points."""
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            for name in ("Helvetica", "Helvetica-Bold", "Courier")
        ),
    ]
    for index, page in enumerate(pages):
        lines = "\n".join(
            f"BT /{(*placed, 'F1')[4]} {placed[2]} Tf {placed[0]} {placed[1]} Td ({_escape(placed[3])}) Tj ET"
            for placed in page
        )
        fonts = "/F1 3 0 R /F2 4 0 R /F3 5 0 R"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * index} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>"
        )
        objects.append(f"<< /Length {len(lines.encode('cp1252'))} >>\nstream\n{lines}\nendstream")
    path.write_bytes(_assemble(objects, trailer))
    return path


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assemble(objects: Sequence[str], trailer: str) -> bytes:
    content = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(content)
    count = len(objects) + 1
    content += f"xref\n0 {count}\n0000000000 65535 f \n{table}".encode()
    return content + f"trailer\n<< /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
