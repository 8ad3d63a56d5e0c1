"""What a build asks of the facts again and again, answered once."""

from datetime import date

from vaktplan.domain.clock import at, minutes
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, Doctor, Exemption
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.book import Book, weekends_of

from .standing import may_be_bakvakt, may_stand_alone, needs_bakvakt
from .work import at_work, practice_day, present_on

Dated = tuple[str, date]


class Known:
    """Answers about shifts, and about doctors on dates, from the facts and from what all homes have in common."""

    def __init__(self, instance: Instance, book: Book) -> None:
        self.instance, self._book = instance, book
        self._night: dict[str, bool] = {}
        self._weekends: dict[str, tuple[date, ...]] = {}
        self._minutes: dict[str, int] = {}
        self._at_work: dict[Dated, bool] = {}
        self._present: dict[Dated, bool] = {}
        self._practice_day: dict[Dated, bool] = {}
        self._open: dict[date, int] = {}  # the minutes that practice lasts
        self._alone: dict[Dated, bool] = {}
        self._bakvakt: dict[Dated, bool] = {}
        self._needs: dict[Dated, bool] = {}
        self._away: dict[str, list[Absence]] = {d.id: [] for d in instance.doctors}
        for absence in instance.absences:
            self._away[absence.doctor].append(absence)
        self.exemptions: dict[str, list[Exemption]] = {d.id: [] for d in instance.doctors}  # by doctor
        for exemption in instance.exemptions:
            self.exemptions[exemption.doctor].append(exemption)

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
            self._at_work[key] = at_work(doctor, self._away[doctor.id], day)
        return self._at_work[key]

    def present_on(self, doctor: Doctor, day: date) -> bool:
        """Whether a doctor serves on a date, and is not away in a way that lessens the fair share."""
        key = doctor.id, day
        if key not in self._present:
            self._present[key] = present_on(doctor, self._away[doctor.id], day)
        return self._present[key]

    def practice_day(self, doctor: Doctor, day: date) -> bool:
        """Whether a doctor has practice on a date."""
        key = doctor.id, day
        if key not in self._practice_day:
            self._practice_day[key] = practice_day(doctor, self._away[doctor.id], day)
        return self._practice_day[key]

    def practice_minutes(self, doctor: Doctor, day: date) -> int:
        """The minutes of a doctor's practice on a date; 0 when it is no practice day."""
        if not self.practice_day(doctor, day):
            return 0
        if day not in self._open:
            opens, closes = self.instance.practice_start, self.instance.practice_end
            self._open[day] = minutes(at(day, opens), at(day, closes))
        return self._open[day]

    def may_stand_alone(self, doctor: Doctor, day: date) -> bool:
        """Whether a doctor may have legevakt without bakvakt on a date."""
        key = doctor.id, day
        if key not in self._alone:
            self._alone[key] = may_stand_alone(self._book, doctor, day)
        return self._alone[key]

    def may_be_bakvakt(self, doctor: Doctor, day: date) -> bool:
        """Whether a doctor may be bakvakt on a date."""
        key = doctor.id, day
        if key not in self._bakvakt:
            self._bakvakt[key] = may_be_bakvakt(self._book, doctor, day)
        return self._bakvakt[key]

    def needs_bakvakt(self, doctor: Doctor, day: date) -> bool:
        """Whether a doctor needs a bakvakt on a date whatever was done before."""
        key = doctor.id, day
        if key not in self._needs:
            self._needs[key] = needs_bakvakt(self._book, doctor, day)
        return self._needs[key]
