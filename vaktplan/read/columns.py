"""What a sheet of the workbook is: its table and its columns, each with what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vaktplan.domain.base import Fact
from vaktplan.i18n import N_

from . import words


class Kind(StrEnum):
    """What a column holds."""

    ANY = "any"  # the cell itself
    ID = "id"
    TEXT = "text"
    TEXTS = "texts"
    WORD = "word"
    WORDS = "words"
    YES_NO = "yes-no"
    WHOLE = "whole"
    NUMBER = "number"
    SHARE = "share"  # "ingen" too
    PERCENT = "percent"
    HOURS = "hours"  # in the cell; minutes in the fact
    ORDINALS = "ordinals"  # first to fifth
    DATE = "date"
    DATES = "dates"
    CLOCK = "clock"
    SPECIALTIES = "specialties"
    DOCTOR = "doctor"
    LINE = "line"
    LINES = "lines"
    TYPE = "type"


@dataclass(frozen=True)
class Column:
    """A column: its heading in the file, the field it becomes, and help for whoever fills it in."""

    heading: str
    field: str
    kind: Kind
    required: bool = False
    words: Mapping[str, object] | None = None
    note: str = ""
    width: int = 14
    limits: tuple[int, int] | None = None  # of a number, where the template says no at once
    firm: bool = False  # the reader says no above the limits too, where the fact itself holds more


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its table, its columns, and the fact that each row becomes."""

    name: str
    table: str
    model: type[Fact]
    columns: tuple[Column, ...]
    required: bool = False

    def column(self, field: str) -> Column:
        """The column of a field."""
        return next(c for c in self.columns if c.field == field)


def doctor_column(
    note: str = N_("Legens id (eller navn) fra arket Leger."), heading: str = "Lege", field: str = "doctor"
) -> Column:
    """The column that names a doctor."""
    return Column(heading, field, Kind.DOCTOR, True, note=note, width=16)


def whole_column(
    heading: str,
    field: str,
    limits: tuple[int, int],
    required: bool = False,
    *,
    note: str = "",
    width: int = 12,
    firm: bool = False,
) -> Column:
    """A column of whole numbers within limits."""
    return Column(heading, field, Kind.WHOLE, required, note=note, width=width, limits=limits, firm=firm)


def hours_column(heading: str, field: str, note: str, *, required: bool = False) -> Column:
    """A column of hours, which are minutes in the fact."""
    return Column(heading, field, Kind.HOURS, required, note=note, limits=(0, 9999))


def year_column(note: str) -> Column:
    """The column of a calendar year."""
    return Column("År", "year", Kind.WHOLE, True, note=note, width=9, limits=(1990, 2199))


def word_column(
    heading: str, field: str, among: Mapping[str, object], *, required: bool = False, note: str = ""
) -> Column:
    """A column of one word among some."""
    return Column(heading, field, Kind.WORD, required, among, note, max(12, *(len(w) + 3 for w in among)))


def date_column(heading: str, field: str, required: bool = False, note: str = "") -> Column:
    """A column of dates."""
    return Column(heading, field, Kind.DATE, required, note=note, width=13)


def yes_no_column(heading: str, field: str, note: str = "") -> Column:
    """A column of yes or no."""
    return Column(heading, field, Kind.YES_NO, words=words.YES_NO, note=note, width=15)


TO_OPEN = N_("Siste dag. Tom celle betyr uten slutt.")
FACT = N_("Første dag dette gjelder. Tom celle betyr at det ikke gjelder.")
MEASURE = N_("Det legen skylder (+) eller har til gode (−) fra før, i måltallets egen enhet.")
