"""One sheet per doctor: the duties, the fair share with the doctor's own numbers, and the doctor's wishes."""

import re

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.domain import clock, days
from vaktplan.domain.people import Doctor
from vaktplan.export import carry, formula, personal, wishlines, words
from vaktplan.export.seen import Day, Duty
from vaktplan.export.view import View
from vaktplan.i18n import _
from vaktplan.ledger import LedgerRow, MeasureLine

from . import cells, paper
from .cells import height, put, span

UNITS = (7.0, 10.0, 11.0, 7.5, 7.5, 7.0, 22.0, 10.0, 33.0, 33.0)
LAST = len(UNITS)
LONGEST_NAME = 28
GAP = 8.0  # points between duties, account and wishes
INDENT = 1.5  # what one step of indent takes of a column
BOLD = 0.93  # of a column's room, for bold letters
WISH = ((1, 2), (3, 7), (8, 8), (9, 9))  # columns first..last of a wish: kind, what about, strength, answer


def write(book: Workbook, view: View) -> dict[str, str]:
    """Write a sheet for each doctor of the plan; returns the sheet titles by doctor id."""
    titles = _titles(view, [s.title for s in book.worksheets])
    for doctor in view.doctors:
        _write(book.create_sheet(titles[doctor.id]), view, doctor)
    return titles


def _titles(view: View, used: list[str]) -> dict[str, str]:
    """Sheet titles: the names, without the signs a title may not have, told apart by numbers."""
    taken = {title.casefold() for title in used} | {"history", "vaktliste"}
    found: dict[str, str] = {}
    for doctor in view.doctors:
        plain = re.sub(r"[^\w .-]", " ", view.names[doctor.id])
        base = " ".join(plain.split())[:LONGEST_NAME].strip(" .-") or _("Lege")
        title, n = base, 1
        while title.casefold() in taken:
            n += 1
            title = f"{base[: LONGEST_NAME - 4]} {n}"
        taken.add(title.casefold())
        found[doctor.id] = title
    return found


def _write(sheet: Worksheet, view: View, doctor: Doctor) -> None:
    cells.widths(sheet, UNITS)
    name = view.names[doctor.id]
    row = paper.top(sheet, paper.of(view), LAST, name)
    cells.heading(
        sheet,
        row,
        (
            *(_("Uke"), _("Ukedag"), _("Dato"), _("Fra"), _("Til"), _("Timer")),
            *(_("Vakt"), _("Sted"), _("Bakvakt"), _("På vakt samtidig")),
        ),
    )
    title_rows = row
    duties = view.duties_of[doctor.id]
    for duty in duties:
        row += 1
        _duty_row(sheet, view, row, duty, view.day_on[duty.shift.date])
    if not duties:
        row += 1
        span(sheet, row, 1, LAST, _("Ingen vakter i perioden."), cells.TEXT)
    row = _gap(sheet, row)
    blocks = [row]
    account = view.ledger.get(doctor.id)
    if account is not None:
        row = _account(sheet, view, row, account)
        blocks.append(row + 1)
    row = _wishes(sheet, view, row, doctor)
    paper.page(sheet, paper.of(view), title_rows=title_rows, last_row=row, last_column=LAST)
    if _break_in(sheet, title_rows, (*blocks, row + 1)):
        paper.break_before(sheet, blocks[:1])


def _gap(sheet: Worksheet, row: int) -> int:
    """A little air below a row; returns the row after it."""
    sheet.row_dimensions[row + 1].height = GAP
    return row + 2


def _break_in(sheet: Worksheet, title_rows: int, blocks: tuple[int, ...]) -> bool:
    """Whether a page would end inside the account or the wishes, when the duties take more than its half."""
    room = paper.PAGE_POINTS - paper.points(sheet, 1, title_rows + 1)
    used = paper.points(sheet, title_rows + 1, blocks[0]) % room
    return used + paper.points(sheet, blocks[0], blocks[-1]) > room > 2 * (room - used)


def _duty_row(sheet: Worksheet, view: View, row: int, duty: Duty, day: Day) -> None:
    shift = duty.shift
    bakvakt = "\n".join(str(c) for c in duty.bakvakt)
    others = "\n".join(str(c) for c in duty.others)
    plain = cells.day_style(day, cells.TEXT)
    center = plain.but(across="center")
    head = cells.day_heading(day, cells.TEXT)
    broken = (duty.doctor.id, shift.id) in view.marked
    put(sheet, row, 1, days.iso_week(shift.date), center)
    put(sheet, row, 2, " ".join(t for t in (words.weekday(shift.date), day.mark) if t), head)
    put(sheet, row, 3, shift.date, head.but(across="center", format="dd.mm.yyyy"))
    put(sheet, row, 4, clock.oslo(shift.start).time(), center.but(format="hh:mm"))
    put(sheet, row, 5, clock.oslo(shift.end).time(), center.but(format="hh:mm"))
    put(sheet, row, 6, round(duty.hours, 2), center.but(format="0.##" if duty.hours % 1 else "0"))
    mark = " – " + _("brudd på krav, se arket Brudd") if broken else ""
    vakt = f"{view.letters[shift.type.id]} {words.clean(shift.type.name)}{mark}"
    style = plain.but(bold=True)
    put(sheet, row, 7, vakt, style.but(box="medium", box_color=cells.RED) if broken else style)
    place = personal.place(view, shift)
    put(sheet, row, 8, place, plain)
    put(sheet, row, 9, bakvakt, plain)
    put(sheet, row, 10, others, plain)
    texts = ((vakt, UNITS[6] * BOLD), (place, UNITS[7]), (bakvakt, UNITS[8]), (others, UNITS[9]))
    height(sheet, row, max(cells.lines_of(t, u) for t, u in texts))


def _account(sheet: Worksheet, view: View, row: int, account: LedgerRow) -> int:
    span(sheet, row, 1, LAST, _("Vaktregnskap"), cells.SECTION)
    height(sheet, row, 1, 11)
    for text in personal.summary(view, account):
        row += 1
        span(sheet, row, 1, LAST, text, cells.NOTE)
        height(sheet, row, cells.lines_of(text, cells.PAGE_UNITS))
    row += 1
    measures = personal.measures(view, account)
    if not measures:
        span(sheet, row, 1, LAST, personal.no_share(), cells.NOTE)
        return row
    _account_heading(sheet, row)
    for line in measures:
        row += 1
        _measure(sheet, row, line)
    row += 1
    text = _(
        "Skyldig: det legen skylder de andre fra før; negative tall er til gode. Total: alt som skal fordeles. "
        "Sum: summen av vaktandel × nærvær × kan ta for alle leger."
    )
    if any(formula.pools(line) for line in measures):
        text += " " + _("Linjer med egen pulje deles for seg; andelen er summen av puljene.")
    span(sheet, row, 1, LAST, text, cells.SMALL)
    height(sheet, row, cells.lines_of(text, cells.PAGE_UNITS))
    return row


def _account_heading(sheet: Worksheet, row: int) -> None:
    left, center = cells.HEADING.but(across="left"), cells.HEADING
    for first, last, text, style in (
        (1, 2, _("Mål"), left),
        (3, 3, _("Skyldig fra før"), center),
        (4, 5, _("Rettferdig andel"), center),
        (6, 6, _("Fått"), center),
        (7, 7, _("Tas med til neste måned"), center),
        (8, LAST, _("Slik er andelen regnet ut"), left),
    ):
        span(sheet, row, first, last, text, style)
    height(sheet, row, 2)


def _measure(sheet: Worksheet, row: int, line: MeasureLine) -> None:
    """One measure of the account: owed, share, got, what is carried on, and how the share is worked out."""
    pools = formula.pools(line)
    text = formula.worked_out(line) + (f"\n({pools})" if pools else "")
    carried = carry.in_words(line)
    number = cells.DECIMAL.but(format="0.00")
    span(sheet, row, 1, 2, _(words.MEASURES[line.measure]), cells.TEXT.but(bold=True))
    put(sheet, row, 3, round(float(line.owed), 2), number)
    span(sheet, row, 4, 5, round(float(line.target), 2), number)
    put(sheet, row, 6, line.count, cells.COUNT)
    put(sheet, row, 7, carried, cells.TEXT.but(indent=1))
    span(sheet, row, 8, LAST, text, cells.TEXT)
    height(sheet, row, max(cells.lines_of(text, sum(UNITS[7:])), cells.lines_of(carried, UNITS[6] - INDENT)))


def _wishes(sheet: Worksheet, view: View, row: int, doctor: Doctor) -> int:
    """The doctor's own wishes, each with its answer; returns the last row used."""
    lines = wishlines.lines(view, doctor.id)
    if not lines:
        return row
    row = _gap(sheet, row)
    span(sheet, row, 1, LAST, _("Mine ønsker"), cells.SECTION)
    height(sheet, row, 1, 11)
    row += 1
    head = cells.HEADING.but(across="left")
    for (first, last), text in zip(WISH, (_("Ønske"), _("Gjelder"), _("Styrke"), _("Svar")), strict=True):
        span(sheet, row, first, last, text, head)
    for line in lines:
        row += 1
        for (first, last), text in zip(
            WISH, (line.kind, line.about, line.strength, line.answer), strict=True
        ):
            span(sheet, row, first, last, text, cells.TEXT.but(bold=first == WISH[-1][0]))
        height(sheet, row, cells.lines_of(line.about, sum(UNITS[WISH[1][0] - 1 : WISH[1][1]])))
    return row
