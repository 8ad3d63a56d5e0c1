"""The paper as a Word document: a zip of a few XML parts, the same bytes for the same paper and time."""

import io
import zipfile
from datetime import UTC, datetime
from functools import singledispatch
from xml.sax.saxutils import escape, quoteattr

from vaktplan.export import words
from vaktplan.i18n import _, language
from vaktplan.verify.words import number

from . import docx_parts as parts
from .paper import Bar, Bars, Block, Bullets, Heading, Paper, Signature, Table, Text

WIDTH = 9638  # of the text, in twentieths of a point
BAR = 4600  # of the longest bar
BEFORE, AFTER = "B9BEC4", "9DB7D6"


def to_docx(paper: Paper, made_at: datetime) -> bytes:
    """The document's bytes, with every time in it set to made_at."""
    stamp = made_at.astimezone(UTC).replace(microsecond=0)
    body = paragraph(paper.title, "Title") + "".join(block(b) for b in paper.blocks)
    files = {
        "[Content_Types].xml": parts.CONTENT_TYPES,
        "_rels/.rels": parts.PACKAGE,
        "docProps/core.xml": parts.core(escape(words.clean(paper.title)), f"{stamp:%Y-%m-%dT%H:%M:%SZ}"),
        "word/document.xml": parts.document(body),
        "word/_rels/document.xml.rels": parts.RELATIONS,
        "word/styles.xml": parts.styles("nb-NO" if language() == "nb" else "en-GB"),
        "word/numbering.xml": parts.NUMBERING,
    }
    return _zipped(files, stamp)


def _zipped(files: dict[str, str], stamp: datetime) -> bytes:
    when = (max(1980, stamp.year), stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            package.writestr(entry, text.encode("utf-8"))
    return data.getvalue()


def run(text: str, *, bold: bool = False) -> str:
    """A piece of text."""
    looks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(words.clean(text))}</w:t></w:r>'


def paragraph(text: str, style: str = "", *, bold: bool = False, extra: str = "") -> str:
    """A paragraph in a style; `extra` are further properties of it."""
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{run(text, bold=bold)}</w:p>"


@singledispatch
def block(of: Block) -> str:
    """The XML of a block."""
    raise TypeError(type(of).__name__)


@block.register
def _heading(of: Heading) -> str:
    return paragraph(of.text, "Heading1")


@block.register
def _text(of: Text) -> str:
    return paragraph(of.text, bold=of.strong, extra="<w:keepNext/>" if of.strong else "")


@block.register
def _bullets(of: Bullets) -> str:
    return "".join(paragraph(item, "ListBullet") for item in of.items)


@block.register
def _table(of: Table) -> str:
    first = WIDTH * 3 // 10
    widths = [first, *[(WIDTH - first) // (len(of.head) - 1)] * (len(of.head) - 1)]
    head = _row(
        [_cell(paragraph(t, "Cell", bold=True), w, "E8ECF0") for t, w in zip(of.head, widths, strict=True)],
        True,
    )
    rows = "".join(
        _row(
            [
                _cell(_cell_text(t, of.numbers and i > 0), w)
                for i, (t, w) in enumerate(zip(row, widths, strict=True))
            ]
        )
        for row in of.rows
    )
    return paragraph(of.caption, "Caption", extra="<w:keepNext/>") + _grid(widths, head + rows)


def _cell_text(text: str, number_: bool) -> str:
    return paragraph(text, "Cell", extra='<w:jc w:val="right"/>' if number_ else "")


def _grid(widths: list[int], rows: str) -> str:
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    looks = (
        f'<w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    )
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _row(cells: list[str], head: bool = False) -> str:
    looks = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(inside: str, width: int, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'


@block.register
def _bars(of: Bars) -> str:
    """A table whose cells hold shaded paragraphs as long as what they tell: no picture, so it can be read aloud."""
    widths = [2400, BAR + 250, WIDTH - 2400 - BAR - 250]
    heads = (_("Lege"), _("Belastning: uten fritak (grå), med fritak (blå)"), _("Rettferdig andel"))
    head = _row(
        [_cell(paragraph(t, "Cell", bold=True), w, "E8ECF0") for t, w in zip(heads, widths, strict=True)],
        True,
    )
    rows = "".join(_row(_bar_cells(bar, of.most, widths)) for bar in of.bars)
    return paragraph(of.caption, "Caption", extra="<w:keepNext/>") + _grid(widths, head + rows)


def _bar_cells(bar: Bar, most: float, widths: list[int]) -> list[str]:
    drawn = _bar(bar.before, most, BEFORE) + _bar(bar.after, most, AFTER)
    share = f"{number(bar.share_before, 1)} → {number(bar.share_after, 1)}"
    inside = (paragraph(bar.name, "Cell"), drawn, _cell_text(share, True))
    return [_cell(text, w) for text, w in zip(inside, widths, strict=True)]


def _bar(value: int, most: float, fill: str) -> str:
    right = BAR - max(300, round(BAR * value / most))
    extra = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill if value else "FFFFFF"}"/><w:ind w:right="{right}"/>'
    return paragraph(str(value), "Bar", extra=extra)


@block.register
def _signature(of: Signature) -> str:
    widths = [WIDTH // len(of.lines)] * len(of.lines)
    cells = [
        _cell(paragraph("", "Cell") * 2 + paragraph(t, "Cell"), w)
        for t, w in zip(of.lines, widths, strict=True)
    ]
    return paragraph("", "Cell") + _grid(widths, _row(cells))
