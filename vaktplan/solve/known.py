"""What a build asks of the facts again and again, answered once."""

from datetime import date

from vaktplan.domain.clock import minutes
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.book import Book, weekends_of

from .work import at_work, practice_day, practice_minutes

Dated = tuple[str, date]


class Known:
    """Answers about shifts and about doctors' days, by the facts of an instance and the night of a book."""

    def __init__(self, instance: Instance, book: Book) -> None:
        self._instance, self._book = instance, book
        self._night: dict[str, bool] = {}
        self._weekends: dict[str, tuple[date, ...]] = {}
        self._minutes: dict[str, int] = {}
        self._at_work: dict[Dated, bool] = {}
        self._practice_day: dict[Dated, bool] = {}
        self._practice: dict[Dated, int] = {}

    def is_night(self, shift: Shift) -> bool:
        """Whether a shift is night duty."""
        if shift.id not in self._night:
            self._night[shift.id] = self._book.is_night(shift)
        return self._night[shift.id]

    def weekends_of(self, shift: Shift) -> tuple[date, ...]:
        """The weekends that a shift touches."""
        if shift.id not in self._weekends:
            self._weekends[shift.id] = weekends_of(shift)
        return self._weekends[shift.id]

    def minutes(self, shift: Shift) -> int:
        """The real minutes of a shift."""
        if shift.id not in self._minutes:
            self._minutes[shift.id] = minutes(shift.start, shift.end)
        return self._minutes[shift.id]

    def at_work(self, doctor: Doctor, day: date) -> bool:
        """Whether a doctor serves on a date and has no absence."""
        key = doctor.id, day
        if key not in self._at_work:
            self._at_work[key] = at_work(self._instance, doctor, day)
        return self._at_work[key]

    def practice_day(self, doctor: Doctor, day: date) -> bool:
        """Whether a doctor has practice on a date."""
        key = doctor.id, day
        if key not in self._practice_day:
            self._practice_day[key] = practice_day(self._instance, doctor, day)
        return self._practice_day[key]

    def practice_minutes(self, doctor: Doctor, day: date) -> int:
        """The minutes of a doctor's practice on a date."""
        key = doctor.id, day
        if key not in self._practice:
            self._practice[key] = practice_minutes(self._instance, doctor, day)
        return self._practice[key]
