"""What could prevent an open place in a later month, as named changes, the cheapest first."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, DutyShare, Role, Specialty
from vaktplan.domain.shifts import LineKind, Shift
from vaktplan.i18n import _
from vaktplan.ledger.standing import may_be_bakvakt
from vaktplan.rulebook.book import Book

from .change import Change, doctor_name, shown_date, with_doctor
from .staff import Join

DUTY = (LineKind.LEGEVAKT, LineKind.TILKALLING, LineKind.BAKVAKT)
WEEK = timedelta(days=6)
FEW = 3  # doctors who are thought of as trained


class Train(Change):
    """A doctor becomes a specialist in allmennmedisin with both courses from a date, and takes bakvakt too."""

    kind: Literal["train"] = "train"
    doctor: str
    first: date

    def title(self, instance: Instance) -> str:
        """Who becomes able to be bakvakt, and when."""
        return _("{lege} blir kvalifisert som bakvakt fra {dato}").format(
            lege=doctor_name(instance, self.doctor), dato=shown_date(self.first)
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance with the competence, and the lines of bakvakt."""
        doctor = instance.doctor_by_id[self.doctor]
        facts = doctor.competence
        more = {
            "specialties": (*facts.specialties, Specialty(name="allmennmedisin", since=self.first)),
            "course_acute": facts.course_acute or self.first,
            "course_violence": facts.course_violence or self.first,
            "courses_until": None,
        }
        bakvakt = _lines(instance, doctor, (LineKind.BAKVAKT,))
        return with_doctor(
            instance,
            doctor.model_copy(
                update={
                    "competence": facts.model_copy(update=more),
                    "lines": (*doctor.lines, *(i for i in bakvakt if i not in doctor.lines)),
                }
            ),
        )


def remedies(instance: Instance, book: Book, open_shifts: Sequence[Shift]) -> Iterator[Change]:
    """A week of a locum over the shifts that lack doctors, when a week holds them; one trained; one doctor more.

    The locum and the new doctor are like the one whose lines have the most of the shifts. Nobody is trained for what
    is no duty out of hours.
    """
    day = min(s.date for s in open_shifts)
    like = _like(instance, book, open_shifts)
    if max(s.date for s in open_shifts) - day <= WEEK:
        yield Join(first=day, given=_locum(instance, like, open_shifts))
    if any(s.line.out_of_hours for s in open_shifts):
        for doctor in _trainable(instance, book, day)[:FEW]:
            yield Train(doctor=doctor.id, first=instance.period.first)
    yield Join(like=like.id, first=instance.period.first)


def _like(instance: Instance, book: Book, open_shifts: Sequence[Shift]) -> Doctor:
    """Whose lines have the most of some shifts, and of these one who may be bakvakt; whether still there or not."""
    day = open_shifts[0].date

    def fitness(doctor: Doctor) -> tuple[int, bool, int]:
        able = may_be_bakvakt(book.standing, doctor, day)
        return sum(s.line.open_to(doctor) for s in open_shifts), able, len(_own_duty(instance, doctor))

    return max(instance.doctors, key=fitness)


def _locum(instance: Instance, like: Doctor, open_shifts: Sequence[Shift]) -> Doctor:
    """A new locum with the competence of another, a week long, for duty and what is open, where it may be a locum's."""
    day = min(s.date for s in open_shifts)
    facts = {
        "id": "vikar-ny",
        "name": _("Vikar (ny)"),
        "roles": (Role.VIKAR,),
        "duty_shares": (DutyShare(share=1),),
        "first_day": day,
        "last_day": day + WEEK,
        "practice_weekdays": (),
        "office": "",
        "wards": (),
        "age_claim": None,
        "min_minutes": None,
        "max_minutes": None,
    }
    every = tuple(line.id for line in instance.lines)
    locum = like.model_copy(update={**facts, "lines": every})
    wanted = {s.line.id for s in open_shifts}
    lines = (n for n in instance.lines if n.id in wanted or (n.out_of_hours and n.kind in DUTY))
    return locum.model_copy(update={"lines": tuple(n.id for n in lines if n.open_to(locum))})


def _trainable(instance: Instance, book: Book, day: date) -> list[Doctor]:
    """Who has legevakt and is not bakvakt today, those in specialisation first."""
    duty = [
        d for d in instance.doctors if d.serves_on(day) and d.share_on(day) > 0 and _own_duty(instance, d)
    ]
    lacking = [
        d
        for d in duty
        if not may_be_bakvakt(book.standing, d, day)
        or set(_lines(instance, d, (LineKind.BAKVAKT,))) - set(d.lines)
    ]
    settled = [d for d in lacking if not {Role.LIS1, Role.VIKAR} & set(d.roles)]
    return sorted(settled, key=lambda d: (Role.LIS3 not in d.roles, d.id))


def _own_duty(instance: Instance, doctor: Doctor) -> list[str]:
    own = (instance.line_by_id[i] for i in doctor.lines)
    return [line.id for line in own if line.out_of_hours and line.kind in DUTY]


def _lines(instance: Instance, doctor: Doctor, kinds: Sequence[LineKind]) -> tuple[str, ...]:
    """The out-of-hours lines of some kinds that would be open to a doctor who had them."""
    wide = doctor.model_copy(update={"lines": tuple(line.id for line in instance.lines)})
    return tuple(n.id for n in instance.lines if n.out_of_hours and n.kind in kinds and n.open_to(wide))
