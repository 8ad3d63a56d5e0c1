"""Small municipalities for the tests of the solver."""

from datetime import date

from tests import kit
from vaktplan.domain.instance import Instance
from vaktplan.rulebook.book import Book

FIRST = date(2027, 1, 4)  # a Monday


def month(doctors: int = 7, last: date = date(2027, 1, 31)) -> Instance:
    """Specialists and one LIS-1, with evening, night and weekend duty and bakvakt windows."""
    people = [kit.doctor(f"d{i}") for i in range(doctors - 1)] + [kit.doctor("l1", "lis1")]
    types = ["kveld", "natt", "helg", "helgkveld", "bv-dag", "bv-kveld", "bv-natt"]
    return kit.instance_of(date(2027, 1, 1), last, types, people)


def days(types: list[str], doctors: list[object], last: int = 6, **fields: object) -> Instance:
    """A few days of January 2027 from Monday the 4th."""
    return kit.instance_of(FIRST, date(2027, 1, last), types, doctors, **fields)  # type: ignore[arg-type]


def book(*rules: str) -> Book:
    """The kit's book with some of its rules, always with coverage."""
    return kit.BOOK.only("coverage", *rules)
