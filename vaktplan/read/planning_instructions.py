"""The first sheet of the planning template: what to fill in, in which order, and where the numbers are found."""

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.i18n import _

from . import style
from .instructions import line, section, set_up, text_in
from .page import cell_at, link_to
from .planning_sheets import PLANNING_SHEETS
from .sheets import INSTRUCTIONS, TEMPLATE_VERSION


def _steps() -> tuple[str, ...]:
    return (
        _("Fyll ut Planoppsett: de fem øverste feltene må stå, resten kan vente."),
        _("Fyll ut Hjemler, én rad for hver fastlegehjemmel. Skriv aldri navn på legene."),
        _("Fyll ut Sykehjem og Enheter: hvert sykehjem, og plassene i hver enhet."),
        _("Kjør «vaktplan staffing FIL.xlsx». Er noe feil, får du hele listen på én gang, med ark og celle."),
        _("Fyll ut de andre arkene når du vil vite mer. Ark du ikke trenger, står tomme."),
    )


def _pages() -> dict[str, str]:
    return {
        "Planoppsett": _("Kommune, statusdato, innbyggere, årene planen gjelder, og målene. Må fylles ut."),
        "Hjemler": _("Fødselsdato, listelengde og listetak for hver hjemmel. Må fylles ut."),
        "Sykehjem": _("Sykehjemmene med legeårsverkene de har i dag."),
        "Enheter": _("Plassene i hver enhet, og hvor mange av dem som er korttid. Normen regnes av disse."),
        "Årsverk": _("Legeårsverk i andre oppgaver: legevakt, helsestasjon, veiledning, ledelse."),
        "LIS-løp": _("Hvor hver LIS er, en rad for hvert sted, med veileder."),
        "Veiledere": _("Hvem som veileder, og hvor mange samtidig."),
        "Framskriving": _("Innbyggere år for år fra SSB-tabell 13600. Kan også gis som egen fil."),
        "Tiltak": _("Tiltakene i kommunens plan, med år og kostnad."),
        "Plantall": _("Tall slik kommunens egen plan skriver dem. De blir regnet ut på nytt."),
        "Plantall inn": _("Enkelttall som bare noen regnestykker bruker."),
    }


def _habits() -> tuple[str, ...]:
    return (
        _("Datoer skrives 24.12.2026, tall med komma: 0,5. Årsverk er desimaltall: 0,6 er 60 prosent."),
        _("Bruk ikke formler, sammenslåtte celler eller skjulte rader og ark. De blir ikke godtatt."),
        _("Gul celle: raden er begynt, men denne cellen må fylles ut. Lys overskrift: kan stå tom."),
        _("Arkene kan også stå i arbeidsboken for vaktplanen: kopier dem dit."),
    )


def write_instructions(page: Worksheet) -> None:
    """Fill in the instruction sheet of the planning template."""
    page.title = INSTRUCTIONS
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 18, 92
    text_in(cell_at(page, 1, 1), "vaktplan", style.TITLE)
    page.row_dimensions[1].height = 34
    text_in(cell_at(page, 2, 1), _("Planarbeidsboken: alt en legeplan bygger på, i én fil."), style.LEAD)
    cell_at(page, 1, 1).alignment = cell_at(page, 2, 1).alignment = style.LABEL
    row = section(page, 3, _("Slik gjør du"))
    for number, text in enumerate(_steps(), 1):
        row = line(page, row, text, f"{number}.")
    row = section(page, row, _("Arkene"))
    for sheet in PLANNING_SHEETS:
        row = line(page, row, _pages()[sheet.name], sheet.name)
        link_to(cell_at(page, row - 1, 1), sheet.name, "A1")
        page.cell(row - 1, 1).font = style.LINK
    row = section(page, row, _("Verdt å vite"))
    for text in _habits():
        row = line(page, row, text, "•")
    row = section(page, row, _("Malen"))
    line(page, row, _("Versjon {versjon}").format(versjon=TEMPLATE_VERSION), "•")
    set_up(page)
