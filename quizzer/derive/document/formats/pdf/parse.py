"""Parse a PDF into blocks: the places and sizes of its lines say what is a paragraph, a heading, a list, a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from quizzer.derive.document.blocks import Block, LeftOutKind, Span
from quizzer.derive.document.classify_line import ends_sentence, find_term, has_heading_form, is_code
from quizzer.derive.document.formats.pdf.furniture import find_furniture, order_lines
from quizzer.derive.document.formats.pdf.ligatures import join_lines
from quizzer.derive.document.formats.pdf.lines import HYPHEN, Line, read_pages
from quizzer.derive.document.formats.pdf.paragraphs import (
    CAPTION,
    NUMBERED,
    Measures,
    Paragraph,
    find_item_bullet,
    is_heading_size,
    join_paragraphs,
    measure,
)
from quizzer.derive.document.formats.pdf.tables import count_header, find_rows, make_table
from quizzer.derive.document.runs import join_runs

_FRONT = re.compile(r"abstract\b|(?:\d\.? |i\. )?introduction\b|contents$|summary$", re.IGNORECASE)
_ABOUT = re.compile(
    r"[\w.+-]+@[\w-]+\.|https?://|\borcid\b|arxiv:|\bdoi\b|©|\b(?:university|department|institute|faculty)\b"
    r"|^key ?words\b",
    re.IGNORECASE,
)
_SMALL_PRINT = 0.86
_NOTE = re.compile(r"\d{1,2}[A-Z]|[*†‡§∗]")
_HEADING_WORDS, _LABEL_WORDS = 18, 5
_WORDY_SHARE = 0.5
_SIGN = re.compile(r"[\d=+<>^|∑∫≤≥∈≈∼(){}\[\]]")
_WORD = re.compile(r"[^\W\d_]{3,}")


def parse_pdf(path: Path) -> list[Block]:
    """Parse a PDF into its blocks, in the order of reading; the line of a block is its page.

    Raises:
        Problem: The file is damaged or encrypted, or holds pictures of pages alone.
    """
    pages = list(read_pages(path))
    furniture = find_furniture(pages)
    lines = [line for page in pages for line in order_lines(page) if line.text]
    measures = measure([line for line in lines if id(line) not in furniture])
    rows = Counter((line.page, line.row) for line in lines if id(line) not in furniture)
    paragraphs = join_paragraphs(lines, furniture, measures)
    blocks = _make_blocks(paragraphs, measures, {row for row, cells in rows.items() if cells > 1})
    return _mark_front([block for block in blocks if any(map(str.isalnum, block.text))])


def _make_blocks(
    paragraphs: Sequence[Paragraph], measures: Measures, split_rows: Collection[tuple[int, int]]
) -> list[Block]:
    """Make a block of each paragraph, and rows of those that are the cells of a table."""
    cells = [paragraph.lines for paragraph in paragraphs]
    blocks: list[Block] = []
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        is_split = (paragraph.first.page, paragraph.first.row) in split_rows
        rows = find_rows(cells, index) if is_split and not paragraph.is_furniture else []
        if rows:
            header = count_header(cells, index)
            named = [cells[at] for at in range(index - header, index)]
            del blocks[len(blocks) - header :]
            title = ""
            if blocks and blocks[-1].kind == "caption" and blocks[-1].text.lower().startswith("table"):
                title = blocks[-1].text
                blocks[-1] = replace(blocks[-1], kind="title", left_out="", terms=())
            blocks += make_table(named, rows, lambda lines: _join(lines, measures)[0], title)
            index += sum(map(len, rows))
            continue
        blocks.append(_make_block(paragraph, measures, is_split=is_split))
        index += 1
    return _join_broken(_join_scraps(blocks))


def _join_broken(blocks: Sequence[Block]) -> list[Block]:
    """Join a paragraph that goes on below a picture or a table, or on the next page; these follow it then."""
    joined: list[Block] = []
    open_at = -1  # the paragraph that may go on
    for block in blocks:
        is_text = block.kind in ("prose", "item") and not block.left_out
        if is_text and open_at >= 0 and _goes_on(joined[open_at], block):
            before = joined[open_at]
            gap = "" if before.text.endswith("-") else " "
            shift = len(before.text) + len(gap) - (gap == "")
            terms = tuple((start + shift, end + shift) for start, end in block.terms)
            text = f"{before.text.removesuffix('-') if not gap else before.text}{gap}{block.text}"
            joined[open_at] = replace(before, text=text, terms=before.terms + terms)
            continue
        if is_text:
            open_at = len(joined)
        elif block.kind == "heading" or block.left_out == "code":
            open_at = -1
        joined.append(block)
    return joined


def _goes_on(before: Block, block: Block) -> bool:
    is_open = not ends_sentence(before.text) and before.text[-1] not in ":;"
    return is_open and block.kind == "prose" and block.text[0].islower() and block.line - before.line <= 1


def _join_scraps(blocks: Sequence[Block]) -> list[Block]:
    """Join the labels of one picture, and the pieces of one formula or program, so that they are counted as one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        is_scrap = block.left_out in ("caption", "code") and last is not None and last.left_out == block.left_out
        if last is not None and is_scrap and last.kind == block.kind != "row" and last.line == block.line:
            joined[-1] = replace(last, text=f"{last.text} {block.text}", terms=(), name="")
        else:
            joined.append(block)
    return joined


def _make_block(paragraph: Paragraph, measures: Measures, *, is_split: bool) -> Block:
    text, terms = _join(paragraph.lines, measures)
    first = paragraph.first
    block = Block("prose", text, first.page, terms=terms)
    if paragraph.is_furniture:
        return replace(block, left_out="navigation")
    if CAPTION.match(text):
        return replace(block, kind="caption")
    if depth := 0 if is_split else _heading_depth(text, paragraph, measures):
        return replace(block, kind="heading", depth=depth, terms=())
    if left_out := _left_out(text, paragraph, measures, is_split=is_split):
        return replace(block, left_out=left_out, kind="caption" if left_out == "caption" else "prose")
    if paragraph.bullet:
        return _make_item(block, paragraph, measures)
    lead = terms[0] if terms and terms[0][0] == 0 and terms[0][1] < len(text) - 1 else None
    return replace(block, name=text[: lead[1]] if lead else "")


def _heading_depth(text: str, paragraph: Paragraph, measures: Measures) -> int:
    """The depth of a heading by its size, its number, or its bold letters; 0 for what is none."""
    first = paragraph.first
    if len(text.split()) > _HEADING_WORDS or not _WORD.search(text) or first.is_mono:
        return 0
    numbered = NUMBERED.match(text)
    if is_heading_size(first, measures) and not text[0].islower() and len(text) < 250:
        by_number = 2 + numbered[1].count(".") if numbered and numbered[1] else 0
        return by_number or (1 if first.size >= 1.4 * measures.size else 2)
    emphatic = (all(line.is_bold for line in paragraph.lines) and not measures.is_bold) or (
        text.isupper() and any(len(word) > 3 for word in _WORD.findall(text))
    )
    if emphatic and (has_heading_form(text) or numbered):
        return 2 + numbered[1].count(".") if numbered and numbered[1] else 4
    return 0


def _left_out(text: str, paragraph: Paragraph, measures: Measures, *, is_split: bool) -> LeftOutKind | None:
    first = paragraph.first
    if all(line.is_mono for line in paragraph.lines) or is_code([line.text for line in paragraph.lines]):
        return "code"
    words = text.split()
    if _NOTE.match(text) and first.size < 0.95 * measures.size:
        return "reference"
    if first.size < _SMALL_PRINT * measures.size:
        is_note = len(words) > _LABEL_WORDS and (text[0].isdigit() or text[0] in "*†‡§∗")
        return "reference" if is_note else "caption"
    if sum(map(len, _WORD.findall(text))) < _WORDY_SHARE * len(text.replace(" ", "")):
        return "code" if _SIGN.search(text) else "caption"  # a formula or figures, or the short labels of a picture
    is_label = len(words) < _LABEL_WORDS or is_split
    if is_label and not paragraph.bullet and not ends_sentence(text) and not text.endswith((":", ",")):
        return "caption"
    return None


def _make_item(block: Block, paragraph: Paragraph, measures: Measures) -> Block:
    cut = len(find_item_bullet(block.text))
    text = block.text[cut:]
    terms = tuple((start - cut, end - cut) for start, end in block.terms if start >= cut)
    name = find_term(text) or next((text[:end] for start, end in terms if start == 0 and end < len(text)), "")
    edge = measures.left_of(paragraph.first)
    nesting = 1 if paragraph.first.left > edge + 3.5 * paragraph.first.size else 0
    return replace(block, kind="item", text=text, name=name, terms=terms, nesting=nesting)


def _join(lines: Sequence[Line], measures: Measures) -> tuple[str, tuple[Span, ...]]:
    """The text of several lines with the terms in it; words cut at the end of a line are whole again."""
    runs: list[tuple[str, bool]] = []
    for line in lines:
        words = line.words
        if runs:
            before, after = runs[-1][0], words[0].text
            joined = join_lines(before, after, measures.words)
            if joined == f"{before} {after}":
                runs.append((" ", runs[-1][1] and words[0].is_marked))
            elif len(joined) < len(before) + len(after):
                runs[-1] = (before[:-1], runs[-1][1])
        for index, word in enumerate(words):
            if index:
                runs.append((" ", word.is_marked and words[index - 1].is_marked))
            runs.append((word.text, word.is_marked))
    text, terms = join_runs([(text.replace(HYPHEN, "-"), marked) for text, marked in runs])
    return text, terms if sum(end - start for start, end in terms) < 0.6 * len(text) else ()


def _mark_front(blocks: list[Block]) -> list[Block]:
    """Leave out names, addresses and the like above the abstract or the introduction of a paper."""
    front = next((index for index, block in enumerate(blocks[:60]) if block.line <= 2 and _FRONT.match(block.text)), 0)
    title = next((index for index, block in enumerate(blocks) if block.kind == "heading"), 0)
    marked = []
    for index, block in enumerate(blocks):
        is_above = title < index < front and not ends_sentence(block.text)
        is_about = block.line <= 2 and block.kind == "prose" and _ABOUT.search(block.text) and len(block.text) < 400
        if not block.left_out and ((is_above and block.kind in ("prose", "heading")) or is_about):
            block = replace(block, kind="prose", left_out="boilerplate")
        marked.append(block)
    return marked
