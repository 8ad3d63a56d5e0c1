"""The other sheets of a year's workbook: the spread with its chart, the months, and the formula in words."""

from collections import Counter
from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export import formula as share
from vaktplan.export import words
from vaktplan.i18n import N_, _
from vaktplan.ledger.year import Month, YearRow

from . import cells, charts, paper
from .cells import height, put, span
from .paper import Paper

CHART_SIZE, CHART_ROWS = (15.5, 27), 31  # height and width in cm, and the rows it covers
SPREAD = (43.0, 21.0, 21.0, 21.0, 21.0, 21.0)
TEXT_UNITS = 140.0
LEAST = 1.0  # of a share, for what is had to be told as a multiple of it
MONTH = (26.0, 16.0, 16.0, 22.0, 22.0, 18.0, 18.0)

PARAGRAPHS = (
    (
        N_("Ordene i formelen"),
        N_(
            "Skyldig: det legen skylder de andre fra før; negative tall er til gode. Total: alt som skal "
            "fordeles av et mål i måneden (poeng, netter, helgevakter, høytidsvakter, bakvakter). "
            "Vaktandel: delen av en full vaktbyrde. Nærvær: delen av måneden legen er i tjeneste og ikke "
            "har fravær som tar andelen bort. Kan ta: delen av totalen legen lovlig kan ha. Sum: "
            "vaktandel × nærvær × kan ta, lagt sammen for alle leger."
        ),
    ),
    (
        N_("Flere puljer"),
        N_(
            "Linjer med egen pulje deles for seg, blant dem som kan ta dem, og andelene legges sammen. "
            "Har kommuner avtalt prosenter av en felles pulje, deles totalen mellom dem først."
        ),
    ),
    (
        N_("Fra måned til måned"),
        N_(
            "Skyldig etter = skyldig før + andel av det som ble fordelt − fått. Det tas med til neste "
            "måned, så den som slapp unna i én måned, betaler i den neste. Den som kommer nytt, begynner "
            "på null og skylder bare fra dagen sin."
        ),
    ),
    (
        N_("Året"),
        N_(
            "Årets andel er summen av månedenes andeler uten det som var skyldig før hver av dem; «inn» "
            "er det legen skyldte da året begynte. Forskjellen er fått minus inn og andel. Det som står "
            "igjen, følger med til neste år."
        ),
    ),
    (
        N_("Hvorfor noen er utenfor"),
        N_(
            "Vakter er hele, så ingen treffer andelen helt. Den som har fritak, kom eller sluttet, eller "
            "var lenge borte, har en andel som følger det; grunnen sier aldri mer enn det. Står det at "
            "ingen grunn er funnet, bør koordinatoren se på planene."
        ),
    ),
)


def names(rows: Sequence[YearRow]) -> dict[str, str]:
    """Doctors' names by id; two of one name are told apart by their ids."""
    plain = {r.doctor: words.clean(r.name) for r in rows}
    times = Counter(plain.values())
    return {i: n if times[n] == 1 else f"{n} ({words.clean(i)})" for i, n in plain.items()}


def spread(sheet: Worksheet, page: Paper, rows: Sequence[YearRow], named: dict[str, str]) -> None:
    """What each doctor had as a multiple of the fair share, the most loaded first, with a chart."""
    cells.widths(sheet, SPREAD)
    row = paper.top(sheet, page, len(SPREAD), _("Spredning"))
    text = _("Fått delt på rettferdig andel: 1,00 er nøyaktig andelen. Bare andeler på minst 1.")
    span(sheet, row, 1, len(SPREAD), text, cells.NOTE)
    title_rows = row + 1
    cells.heading(
        sheet,
        title_rows,
        (
            *(_("Lege"), _("Belastning × andel"), _("Netter × andel"), _("Belastning fått")),
            *(_("Netter fått"), _("Forskjell i netter")),
        ),
    )
    height(sheet, title_rows, 1)
    shown = [r for r in rows if r.of("load").target >= LEAST]
    shown.sort(key=lambda r: (-(r.of("load").times or 0.0), r.doctor))
    first = title_rows + 1 + (CHART_ROWS + 1 if shown else 0)
    row = first - 1
    for one in shown:
        row += 1
        _multiple(sheet, row, one, named[one.doctor])
    if shown:
        chart = charts.columns(sheet, _("Fått som del av rettferdig andel"), (first, row), (2, 3), title_rows)
        charts.around_one(chart)
        chart.height, chart.width = CHART_SIZE
        sheet.add_chart(chart, f"A{title_rows + 1}")
    paper.page(sheet, page, title_rows=title_rows, last_row=row, last_column=len(SPREAD))
    paper.break_before(sheet, (first,) if shown else ())


def _multiple(sheet: Worksheet, row: int, one: YearRow, name: str) -> None:
    load, nights = one.of("load"), one.of("nights")
    put(sheet, row, 1, name, cells.TEXT.but(bold=True))
    for column, measure in ((2, load), (3, nights)):
        enough = measure.times is not None and measure.target >= LEAST
        put(
            sheet,
            row,
            column,
            round(measure.times or 0.0, 3) if enough else None,
            cells.DECIMAL.but(format="0.00"),
        )
    put(sheet, row, 4, load.count, cells.COUNT)
    put(sheet, row, 5, nights.count, cells.COUNT)
    put(sheet, row, 6, round(nights.difference, 1) + 0.0, cells.DECIMAL.but(format="+0.0;-0.0;0.0"))
    height(sheet, row, 1)


def months(sheet: Worksheet, page: Paper, planned: Sequence[Month]) -> None:
    """What each month holds, and what is wrong with it."""
    cells.widths(sheet, MONTH)
    row = paper.top(sheet, page, len(MONTH), _("Måneder"))
    cells.heading(
        sheet,
        row,
        (
            *(_("Måned"), _("Vakter og økter"), _("Tatt av leger, med bakvakter"), _("Bakvakter satt opp")),
            *(_("Bakvakter mulig"), _("Udekkede plasser"), _("Brudd på krav")),
        ),
    )
    title_rows = row
    sums = [0] * (len(MONTH) - 1)
    for month in planned:
        row += 1
        values = _of_month(month)
        put(
            sheet,
            row,
            1,
            words.period_name(month.instance.period.first, month.instance.period.last),
            cells.TEXT,
        )
        _numbers(sheet, row, values, bold=False)
        sums = [a + b for a, b in zip(sums, values, strict=True)]
    row += 1
    put(sheet, row, 1, _("Sum"), cells.HEADING.but(across="left"))
    _numbers(sheet, row, sums, bold=True)
    paper.page(sheet, page, title_rows=title_rows, last_row=row, last_column=len(MONTH))


def _of_month(month: Month) -> tuple[int, ...]:
    shifts, doctors = month.instance.shifts, month.roster.doctors_of
    windows = [s for s in shifts if s.on_demand]
    return (
        sum(s.wanted for s in shifts),
        len(month.roster.pairs),
        sum(len(doctors.get(s.id, ())) for s in windows),
        len(windows),
        month.open_places,
        month.hard,
    )


def _numbers(sheet: Worksheet, row: int, values: Sequence[int], *, bold: bool) -> None:
    """Counts; open places and breaches are loud when there are any."""
    for i, value in enumerate(values, start=2):
        wrong = value > 0 and i > len(values) - 1
        style = cells.OPEN if wrong else cells.COUNT.but(bold=bold)
        put(sheet, row, i, value, style.but(across="right", format="# ##0"))


def formula(sheet: Worksheet, page: Paper) -> None:
    """How the year's fair share and the owed balance come about, in words."""
    cells.widths(sheet, (TEXT_UNITS,))
    row = paper.top(sheet, page, 1, _("Formel"))
    title_rows = row - 1
    told = ((_("Månedens rettferdige andel"), share.general()), *((_(h), _(t)) for h, t in PARAGRAPHS))
    for heading, text in told:
        put(sheet, row, 1, heading, cells.SECTION)
        height(sheet, row, 1, 11)
        put(sheet, row + 1, 1, text, cells.NOTE.but(size=10))
        height(sheet, row + 1, cells.lines_of(text, TEXT_UNITS, 10), 10)
        row += 3
    paper.page(sheet, page, title_rows=title_rows, last_row=row - 2, last_column=1)
