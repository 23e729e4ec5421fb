"""Read the parts of a document that is a package of files, without trusting it: what is unpacked has a limit."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from quizzer.errors import Problem

LARGEST_PART, LARGEST = 40_000_000, 80_000_000
MOST_PARTS = 20_000
_FOREIGN = (
    ("xl/workbook.xml", "an Excel workbook; save the sheet as text with tabs"),
    ("ppt/presentation.xml", "a PowerPoint presentation; save its outline as Word (.docx) or as a PDF"),
    ("content.xml", "an OpenDocument file; save it as Word (.docx)"),
    ("META-INF/MANIFEST.MF", "a Java archive; a document has text"),
)


class Archive:
    """A package of files, open for reading.

    Raises:
        Problem: The package is damaged, or has more parts than any document.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left = LARGEST
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Problem(f"{path}: the document is damaged: {error}.") from None
        self.names = frozenset(self._zip.namelist()) if len(self._zip.filelist) <= MOST_PARTS else frozenset()
        if not self.names:
            raise Problem(f"{path}: the document is no package of at most {MOST_PARTS} files.")

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, name: str) -> bytes:
        """Read one part.

        Raises:
            Problem: It is missing, damaged, encrypted, or larger than any document when it is unpacked.
        """
        limit = min(LARGEST_PART, self._left)
        try:
            about = self._zip.getinfo(name)
            if about.flag_bits & 1:
                raise Problem(f"{self._path}: the document is encrypted; save it without a password.")
            with self._zip.open(about) as part:
                content = part.read(limit + 1)
        except KeyError:
            raise Problem(f"{self._path}: the document is damaged: it has no {name}.") from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise Problem(f"{self._path}: the document is damaged, in {name}: {error}.") from None
        if len(content) > limit:
            raise Problem(
                f"{self._path}: {name} is larger than {limit // 1_000_000} MB when it is unpacked; divide it."
            )
        self._left -= len(content)
        return content

    def explain_foreign(self) -> str:
        """What a package is that is neither Word nor EPUB, and what can be done."""
        return next(
            (what for name, what in _FOREIGN if name in self.names),
            "a package of files (zip); unpack it and name the document in it",
        )
