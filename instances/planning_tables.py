"""The long tables of the Sandefjord plan: its measures, its figures as printed, and its single numbers."""

import csv
from pathlib import Path

from vaktplan.planning.facts import Measure, Printed

HERE = Path(__file__).resolve().parent


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this file, empty cells left out."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file, delimiter=";")]


def measures() -> tuple[Measure, ...]:
    """Chapter 8: the 25 goals with their measures, numbered as the plan does."""
    return tuple(Measure.model_validate(row, strict=False) for row in _rows("planning_measures.csv"))


def printed() -> tuple[Printed, ...]:
    """The figures that the plan prints, by the key of the figure that each should equal."""
    return tuple(Printed.model_validate(row, strict=False) for row in _rows("planning_printed.csv"))


def inputs() -> dict[str, float]:
    """The single numbers of the plan, by key."""
    return {row["key"]: float(row["value"]) for row in _rows("planning_inputs.csv")}
