"""Where a plan contradicts itself: printed figures that do not come out again, and parts that do not add up."""

import ast
from math import isclose

from vaktplan.i18n import _, language

from .facts import House, Printed, Unit
from .figure import Figure, Rounding, rounded
from .plan import Contradiction, ContradictionKind
from .reckoning import Reckoning
from .wards import key_of, units_of

FURTHER = 2  # decimals beyond the printed ones that the worked-out side shows


def contradictions(reckoning: Reckoning) -> tuple[Contradiction, ...]:
    """Every figure that does not reproduce, in the order of the plan's figures, then the sheets' own."""
    figures = reckoning.figures
    found = [
        _of_printed(printed, figures[printed.key])
        for printed in reckoning.facts.printed
        if printed.key in figures and not reproduces(printed, figures[printed.key])
    ]
    for house in reckoning.facts.houses:
        found += _of_house(house, units_of(reckoning.facts.units, house))
    return tuple(found)


def reproduces(printed: Printed, figure: Figure) -> bool:
    """Whether a figure comes out as printed: rounded to the nearest at the printed decimals, or by its own rule.

    A figure that the plan gives as "about" may have been rounded up or down as well; one counted in steps is rounded to
    the nearest of them.
    """
    if printed.step is not None:
        steps = rounded(figure.value / printed.step, Rounding.NEAREST, 0)
        return isclose(steps * printed.step, printed.value)
    rules = [Rounding.NEAREST]
    if figure.rounding in (Rounding.UP, Rounding.DOWN):
        rules.append(figure.rounding)
    if printed.about:
        rules += [Rounding.UP, Rounding.DOWN]
    return any(rounded(figure.value, rule, printed.digits) == printed.value for rule in rules)


def _of_printed(printed: Printed, figure: Figure) -> Contradiction:
    return Contradiction(
        key=figure.key,
        kind=_kind(figure),
        printed=_number(printed.value, printed.digits, figure.unit),
        worked_out=_number(figure.value, printed.digits + FURTHER, figure.unit),
        chapter=printed.chapter,
        note=_("{tittel}. Planen skriver: «{ord}»").format(tittel=figure.title, ord=printed.text)
        if printed.text
        else figure.title,
    )


def _kind(figure: Figure) -> ContradictionKind:
    """By the formula: a number as it stands, a plain sum, or something worked out."""
    body = ast.parse(figure.formula, mode="eval").body
    if isinstance(body, ast.Name):
        return ContradictionKind.SOURCES
    nodes = [n for n in ast.walk(body) if not isinstance(n, ast.Load | ast.Add)]
    plain = all(
        isinstance(n, ast.Name) or (isinstance(n, ast.BinOp) and isinstance(n.op, ast.Add)) for n in nodes
    )
    return ContradictionKind.PARTS if plain else ContradictionKind.VALUE


def _of_house(house: House, units: tuple[Unit, ...]) -> list[Contradiction]:
    """A stated total that its wards do not add up to; places that the municipality does not buy."""
    found = []
    rows = sum(u.places for u in units)
    unit = _("plasser")
    if house.places is not None and units and rows != house.places:
        note = _("{hus}: enhetene i tabellen gir et annet antall plasser enn summen").format(hus=house.name)
        found.append(_pair(f"{key_of(house)}.rows", ContradictionKind.PARTS, house.places, rows, unit, note))
    total = rows if house.places is None else house.places
    if house.bought is not None and house.bought != total:
        note = _("{hus}: kommunen kjøper et annet antall plasser enn huset har").format(hus=house.name)
        found.append(
            _pair(f"{key_of(house)}.bought", ContradictionKind.SOURCES, total, house.bought, unit, note)
        )
    return found


def _pair(key: str, kind: ContradictionKind, printed: int, other: int, unit: str, note: str) -> Contradiction:
    return Contradiction(
        key=key,
        kind=kind,
        printed=_number(printed, 0, unit),
        worked_out=_number(other, 0, unit),
        chapter=_("Sykehjem"),
        note=note,
    )


def _number(value: float, digits: int, unit: str) -> str:
    """A number with its unit as it is read on screen; decimals past the first ones drop their zeros."""
    text = f"{rounded(value, Rounding.NEAREST, digits):.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text if language() == 'en' else text.replace('.', ',')} {unit}"
