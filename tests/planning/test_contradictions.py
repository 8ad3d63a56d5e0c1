"""What does not reproduce is said, each with both sides; what does reproduce is never accused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.planning_facts import facts
from vaktplan.planning.contradictions import reproduces
from vaktplan.planning.facts import Facts, Printed
from vaktplan.planning.figure import Figure, Input, Rounding
from vaktplan.planning.plan import Contradiction, ContradictionKind
from vaktplan.planning.staffing import staffing

from .kit import norms, sandefjord

PARTS, SOURCES, VALUE = ContradictionKind.PARTS, ContradictionKind.SOURCES, ContradictionKind.VALUE
EXPECTED = {  # key: kind, printed, worked out
    "hjemler.women-share": (VALUE, "39,4 prosent", "38,889 prosent"),
    "arsverk.employed": (PARTS, "12,5 årsverk", "11,7 årsverk"),
    "arsverk.all": (PARTS, "12,5 årsverk", "12,72 årsverk"),
    "lis.lis3-each": (VALUE, "0,035 årsverk", "0,0175 årsverk"),
    "lis.supervision-hours": (SOURCES, "3 timer per måned", "4 timer per måned"),
    "sykehjem.kamfjord.short": (SOURCES, "16 plasser", "8 plasser"),
    "nfas.long-minutes": (VALUE, "30 minutter", "19,69 minutter"),
    "nfas.short-minutes": (VALUE, "180 minutter", "135 minutter"),
    "ndu.institution": (VALUE, "-732 kr", "-733 kr"),
    "ndu.total": (VALUE, "-2057 kr", "-2058 kr"),
    "ndu.millions-2019": (PARTS, "-22 mill. kr", "-21,8 mill. kr"),
    "sykehjem.mosserod.bought": (SOURCES, "58 plasser", "54 plasser"),
    "sykehjem.andebu.rows": (PARTS, "39 plasser", "41 plasser"),
}


def _found(known: Facts) -> dict[str, Contradiction]:
    return {c.key: c for c in staffing(known, norms()).contradictions}


def test_every_contradiction_of_the_plan_is_told_and_no_other() -> None:
    told = {c.key: (c.kind, c.printed, c.worked_out) for c in sandefjord().contradictions}
    assert told == EXPECTED


def test_every_printed_figure_was_worked_out() -> None:
    keys = {f.key for f in sandefjord().figures}
    assert {p.key for p in sandefjord().facts.printed} <= keys


@pytest.mark.parametrize("key", [p.key for p in facts().printed if p.key not in EXPECTED])
def test_a_printed_figure_that_is_changed_is_told(key: str) -> None:
    known = facts()
    wrong = tuple(
        p.model_copy(update={"value": p.value * 1.5 + 1}) if p.key == key else p for p in known.printed
    )
    assert key in _found(known.model_copy(update={"printed": wrong}))


def test_a_house_that_adds_up_and_buys_all_its_places_is_left_alone() -> None:
    known = facts()
    mended = tuple(
        h.model_copy(update={"places": 41 if h.id == "andebu" else h.places, "bought": None})
        for h in known.houses
    )
    found = _found(known.model_copy(update={"houses": mended}))
    assert "sykehjem.andebu.rows" not in found
    assert "sykehjem.mosserod.bought" not in found


def _figure(value: float, rounding: Rounding = Rounding.NONE) -> Figure:
    given_input = Input(name="a", title="a", value=value, unit="", source="a")
    return Figure(
        key="a", title="a", value=value, unit="", formula="a", inputs=(given_input,), rounding=rounding
    )


@given(st.floats(min_value=-1e6, max_value=1e6), st.integers(min_value=0, max_value=4))
def test_a_figure_rounded_to_the_nearest_is_never_accused(value: float, digits: int) -> None:
    figure = _figure(value)
    nearest = Figure.model_copy(figure, update={"rounding": Rounding.NEAREST, "digits": digits}).rounded
    assert reproduces(Printed(key="a", value=nearest, digits=digits), figure)
    off = nearest + 10**-digits * 2
    assert not reproduces(Printed(key="a", value=off, digits=digits, about=True), figure)


@pytest.mark.parametrize(
    ("value", "printed", "about", "rounding", "expected"),
    [
        (2.33, 2, True, Rounding.NONE, True),
        (2.6, 2, False, Rounding.NONE, False),
        (2.6, 2, True, Rounding.NONE, True),
        (2.1, 3, False, Rounding.UP, True),
        (2.1, 3, False, Rounding.NEAREST, False),
        (2.5, 3, False, Rounding.NEAREST, True),
    ],
)
def test_the_rule_of_rounding_is_stated(
    value: float, printed: float, about: bool, rounding: Rounding, expected: bool
) -> None:
    assert reproduces(Printed(key="a", value=printed, about=about), _figure(value, rounding)) is expected


@pytest.mark.parametrize(
    ("value", "right"), [(2.25, True), (2.64, True), (2.74, True), (2.76, False), (2.24, False)]
)
def test_a_figure_counted_in_halves_is_the_nearest_half(value: float, right: bool) -> None:
    printed = Printed(key="a", value=2.5, digits=1, about=True, step=0.5)
    assert reproduces(printed, Figure(key="a", title="a", value=value, unit="", formula="a")) is right
