"""Every figure is judged by arithmetic that knows no formula, and a formula that is planted wrong is caught."""

import ast
from collections.abc import Iterator

import pytest

from vaktplan.planning.figure import Figure
from vaktplan.planning.formula import evaluate

from .kit import sandefjord
from .oracle import judges

OTHER: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Div(),
    ast.Div: ast.Mult(),
}
WORKED_OUT = [f for f in sandefjord().figures if f.formula != f.inputs[0].name]


def _planted(figure: Figure) -> Iterator[tuple[str, float]]:
    """The formula with one operator turned at a time, and what it then gives; what divides by zero is left out."""
    values = {i.name: i.value for i in figure.inputs}
    tree = ast.parse(figure.formula, mode="eval")
    for node in [n for n in ast.walk(tree) if isinstance(n, ast.BinOp)]:
        was, node.op = node.op, OTHER[type(node.op)]
        wrong = ast.unparse(tree)
        node.op = was
        try:
            yield wrong, evaluate(wrong, values)
        except ValueError:
            continue


@pytest.mark.parametrize("figure", WORKED_OUT, ids=lambda f: f.key)
def test_a_figure_is_what_plain_arithmetic_says(figure: Figure) -> None:
    assert figure.key in judges()
    assert all(holds(figure.value) for holds in judges()[figure.key])


@pytest.mark.parametrize("figure", WORKED_OUT, ids=lambda f: f.key)
def test_a_formula_planted_wrong_is_caught(figure: Figure) -> None:
    passed = [
        wrong
        for wrong, value in _planted(figure)
        if abs(value - figure.value) > 1e-9 and all(holds(value) for holds in judges()[figure.key])
    ]
    assert not passed


def test_the_faults_are_many_and_nearly_all_change_the_figure() -> None:
    changed = [abs(v - f.value) > 1e-9 for f in WORKED_OUT for _, v in _planted(f)]
    assert len(changed) > 400
    assert sum(changed) > 0.8 * len(changed)
