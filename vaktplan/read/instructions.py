"""The first sheet of the template: what the workbook is for, what to do, and what the colours mean."""

from openpyxl.cell.cell import Cell as XlCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.i18n import _

from . import style
from .page import cell_at, link_to, print_on_a4, set_text
from .sheets import INSTRUCTIONS, TEMPLATE_VERSION

_WIDE = 92


def _steps() -> tuple[str, ...]:
    return (
        _(
            "Lagre en kopi av arbeidsboken. Radene som står her, er et eksempel med oppdiktede leger: skriv over dem."
        ),
        _("Fyll ut Oppsett: kommune, periode og regelbok."),
        _("Fyll ut Tjenestelinjer og Vakttyper: hvilke vakter som finnes, når de er, og hva de krever."),
        _("Fyll ut Leger, én rad for hver, og Kompetanse med datoene for hver lege."),
        _("Fyll ut Fritak, Fravær og Ønsker for perioden. La ark du ikke trenger, stå tomme."),
        _(
            "Fyll ut Kommuner, Sammen, Veiledning, Rekkefølger, Vakttak og Plasser hvis dere har slike avtaler."
        ),
        _("Fyll ut Historikk, Høytider, Regnskap og Årsregnskap med det legene har gjort før perioden."),
        _("Fyll ut Låser med vakter som er avtalt og skal stå."),
        _("Kjør «vaktplan plan FIL.xlsx». Er noe feil, får du hele listen på én gang, med ark og celle."),
    )


def _pages() -> tuple[tuple[str, str], ...]:
    return (
        ("Oppsett", _("Kommune, enhet, periode, regelbok og når praksis starter og slutter. Må fylles ut.")),
        ("Tjenestelinjer", _("Legevakt, tilkalling, bakvakt, sykehjem og så videre. Må fylles ut.")),
        (
            "Vakttyper",
            _("Mønsteret for hver vakt: klokkeslett, dager, plasser, poeng og krav. Må fylles ut."),
        ),
        ("Leger", _("Hvem som har vakt, og på hvilke linjer. Må fylles ut.")),
        ("Vaktandeler", _("Bare for leger som ikke har full andel, med datoer når den endres.")),
        (
            "Kompetanse",
            _("Datoene som avgjør hvem som kan stå alene i vakt. Datoen er den første dagen det gjelder."),
        ),
        ("Fritak", _("Hva legen er fritatt for, og når. Aldri hvorfor.")),
        ("Fravær", _("Dager legen er borte. Alt som ikke er ferie eller kurs, føres som «annet».")),
        ("Ønsker", _("Det legene ønsker, med styrke, for datoer, vakttyper eller ukedager.")),
        ("Historikk", _("Vakter de siste ukene før perioden. Hvile og tak regnes over månedsskiftet.")),
        ("Høytider", _("Hvem som hadde hvilken høytid i fjor.")),
        ("Regnskap", _("Det hver lege skylder eller har til gode fra før.")),
        ("Låser", _("Vakter som er avtalt og skal stå.")),
        (
            "Kommuner",
            _("Bare når flere kommuner deler vakt: avtalt andel, egen regelbok og egne røde dager for hver."),
        ),
        (
            "Sammen",
            _("Leger som aldri skal ha vakt sammen eller rett etter hverandre, eller alltid skal gå sammen."),
        ),
        ("Veiledning", _("Hvem som får veiledning av hvem, og hvor mange timer i måneden.")),
        ("Rekkefølger", _("Vakttyper som samme lege ikke kan ha etter hverandre.")),
        ("Vakttak", _("Hvor mange vakter av en type en lege høyst har i perioden.")),
        ("Plasser", _("Dager da en vakttype trenger flere eller færre leger enn ellers.")),
        (
            "Årsregnskap",
            _("Det hver lege har gjort tidligere i året. Følger med fra måned til måned."),
        ),
    )


def _habits() -> tuple[str, ...]:
    return (
        _("Datoer skrives 24.12.2026, klokkeslett 23:00 eller kl. 23.00, tall med komma: 0,5."),
        _(
            "Andre ark viser til en lege, linje eller vakttype med id-en. Et navn går også når bare én har det."
        ),
        _("Bruk ikke formler, sammenslåtte celler eller skjulte rader og ark. De blir ikke godtatt."),
        _("Rekkefølgen på kolonnene er fri. Overskriftene er låst, uten passord."),
        _("Skriv aldri hvorfor noen har fritak eller fravær. Kolonner for det blir utelatt."),
    )


def _colours() -> tuple[tuple[PatternFill, Font, str, str], ...]:
    return (
        (style.REQUIRED_FILL, style.HEAD, _("Overskrift"), _("Mørk overskrift: kolonnen må fylles ut.")),
        (style.OPTIONAL_FILL, style.HEAD, _("Overskrift"), _("Lys overskrift: kolonnen kan stå tom.")),
        (style.BODY_FILL, style.BODY, _("Verdi"), _("Hvit celle: skriv her.")),
        (
            style.MISSING_FILL,
            style.BODY,
            _("Mangler"),
            _("Gul celle: raden er begynt, men denne cellen må fylles ut."),
        ),
        (
            style.FAULT_FILL,
            style.BODY,
            _("Feil"),
            _("Rød celle i kopien «…-feil.xlsx»: les merknaden i cellen eller arket Feil."),
        ),
    )


def write_instructions(page: Worksheet) -> None:
    """Fill in the instruction sheet."""
    page.title = INSTRUCTIONS
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 18, _WIDE
    text_in(cell_at(page, 1, 1), "vaktplan", style.TITLE)
    page.row_dimensions[1].height = 34
    text_in(cell_at(page, 2, 1), _("Arbeidsboken: alt en vaktplan bygger på, i én fil."), style.LEAD)
    cell_at(page, 1, 1).alignment = cell_at(page, 2, 1).alignment = style.LABEL
    row = 3
    row = section(page, row, _("Slik gjør du"))
    for number, text in enumerate(_steps(), 1):
        row = line(page, row, text, f"{number}.")
    row = section(page, row, _("Arkene"))
    for name, text in _pages():
        row = line(page, row, text, name)
        link_to(cell_at(page, row - 1, 1), name, "A1")
        page.cell(row - 1, 1).font = style.LINK
    row = section(page, row, _("Fargene"))
    for fill, font, label, text in _colours():
        row = line(page, row, text, label)
        page.cell(row - 1, 1).fill, page.cell(row - 1, 1).font = fill, font
        page.cell(row - 1, 1).border = style.BORDER
    row = section(page, row, _("Verdt å vite"))
    for text in _habits():
        row = line(page, row, text, "•")
    row = section(page, row, _("Malen"))
    line(page, row, _("Versjon {versjon}").format(versjon=TEMPLATE_VERSION), "•")
    set_up(page)


def text_in(cell: XlCell, text: str, font: Font) -> None:
    """Write a wrapped text."""
    set_text(cell, text)
    cell.font, cell.alignment = font, style.WRAPPED


def line(page: Worksheet, row: int, text: str, label: str = "") -> int:
    """Write a line with its label; the next row."""
    text_in(cell_at(page, row, 2), text, style.BODY)
    if label:
        text_in(cell_at(page, row, 1), label, style.BOLD)
        page.cell(row, 1).alignment = style.LABEL
    page.row_dimensions[row].height = 16 * (1 + len(text) // (_WIDE + 30))
    return row + 1


def section(page: Worksheet, row: int, text: str) -> int:
    """Write a section heading; the next row."""
    text_in(cell_at(page, row + 1, 1), text, style.SECTION)
    page.cell(row + 1, 1).alignment = style.LABEL
    page.row_dimensions[row + 1].height = 22
    return row + 2


def set_up(page: Worksheet) -> None:
    """Lock the page and make it print."""
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = "7F7F7F"
    page.protection.sheet = True
    print_on_a4(page, "portrait")
