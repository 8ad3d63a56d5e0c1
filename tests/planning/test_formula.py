"""The little arithmetic of formulas, and that every figure is what its own formula says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaktplan.planning.facts import Facts
from vaktplan.planning.formula import evaluate, names
from vaktplan.planning.reckoning import Reckoning, Row

from .kit import norms, sandefjord

NUMBERS = st.floats(min_value=0.1, max_value=1e6, allow_nan=False)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_formula_is_the_arithmetic_that_it_reads_as(a: float, b: float, c: float) -> None:
    assert evaluate("(a + b) * c / b - -a", {"a": a, "b": b, "c": c}) == (a + b) * c / b - -a


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os')",
        "a ** 2",
        "a // 2",
        "a if a else 1",
        "[a]",
        "a.real",
        "f(a)",
        "True",
        "'a'",
        "",
        "a +",
        "1 / 0",
        "b",
    ],
)
def test_what_is_no_arithmetic_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        evaluate(formula, {"a": 1.0})


def test_the_names_of_a_formula_stand_in_its_order() -> None:
    assert names("(b + a) * b / 2") == ("b", "a")


def test_every_figure_is_what_its_formula_says_of_its_inputs() -> None:
    for figure in sandefjord().figures:
        given_values = {i.name: i.value for i in figure.inputs}
        assert evaluate(figure.formula, given_values) == pytest.approx(figure.value, rel=1e-12, abs=1e-9)
        assert set(names(figure.formula)) == set(given_values), figure.key


def test_every_figure_has_title_unit_inputs_and_source() -> None:
    for figure in sandefjord().figures:
        assert figure.title and figure.unit and figure.inputs and figure.source, figure.key
        assert all(i.title and i.source for i in figure.inputs), figure.key


def test_an_input_that_names_a_figure_has_its_value() -> None:
    plan = sandefjord()
    figures = {f.key: f for f in plan.figures}
    linked = [(f, i) for f in plan.figures for i in f.inputs if i.source in figures]
    assert linked
    for figure, given_input in linked:
        assert given_input.value == figures[given_input.source].value, figure.key


def test_a_figure_on_an_unverified_one_is_unverified_itself() -> None:
    facts: Facts = sandefjord().facts
    reckoning = Reckoning(facts, norms(), facts.setting.status_on)
    reckoning.count("a", "a", "number", 2, "ark")
    draft = reckoning.row(Row("b", "b", "number", "{a} * {norm:nfas.lunch}"))
    after = reckoning.row(Row("c", "c", "number", "{b} + {a}"))
    assert draft is not None and draft.status == "unverified"
    assert after is not None and after.status == "unverified"


def test_a_figure_without_one_of_its_inputs_is_left_out() -> None:
    facts = sandefjord().facts
    reckoning = Reckoning(facts, norms(), facts.setting.status_on)
    reckoning.count("a", "a", "number", 0, "ark")
    assert reckoning.row(Row("b", "b", "number", "{a} + {in:no.such}")) is None
    assert reckoning.row(Row("c", "c", "number", "1 / {a}")) is None
    assert set(reckoning.figures) == {"a"}
