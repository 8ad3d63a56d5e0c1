"""Charts of columns, in the looks of the sheets they stand on."""

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Font as TextFont
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

COLORS = ("BFBFBF", "1F4E79")


def columns(
    sheet: Worksheet, title: str, rows: tuple[int, int], values: tuple[int, int], heading: int
) -> BarChart:
    """Two columns of a sheet, for the names in its first column; the heading row names them."""
    first, last = rows
    chart = BarChart()
    chart.type = "col"
    chart.title = Title(tx=Text(rich=_text(11, bold=True, text=title)), overlay=False)
    for column, color in zip(values, COLORS, strict=True):
        series = Series(Reference(sheet, min_col=column, min_row=first, max_row=last))
        where = quote_sheetname(sheet.title)
        series.tx = SeriesLabel(strRef=StrRef(f"{where}!${get_column_letter(column)}${heading}"))
        series.graphicalProperties = GraphicalProperties(solidFill=color)
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    chart.gapWidth = 60
    chart.legend.position = "t"
    chart.legend.txPr = _text(8)
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _text(8)
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill="D0D0D0")))
    return chart


def around_one(chart: BarChart) -> None:
    """Let the columns rise and fall from 1, with the names below all of them."""
    chart.x_axis.crosses = None
    chart.x_axis.crossesAt = 1
    chart.x_axis.tickLblPos = "low"
    chart.x_axis.txPr = _text(7, turned=True)
    chart.y_axis.number_format = "0.0"


def _text(size: int, *, bold: bool = False, text: str = "", turned: bool = False) -> RichText:
    looks = CharacterProperties(latin=TextFont(typeface="Arial"), sz=size * 100, b=bold)
    runs = [RegularTextRun(rPr=looks, t=text)] if text else None
    rich = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=looks), r=runs, endParaRPr=looks)])
    if turned:
        rich.bodyPr.rot = -5400000
    return rich
