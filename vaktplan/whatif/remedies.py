"""What could prevent an open place in a later month, as named changes, the cheapest first."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, DutyShare, Role, Specialty
from vaktplan.domain.shifts import LineKind
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


def remedies(instance: Instance, book: Book, dates: Sequence[date]) -> Iterator[Change]:
    """A week of a locum over the dates that lack doctors, when a week holds them; one trained; one doctor more."""
    day = min(dates)
    able = [d for d in instance.doctors if d.serves_on(day) and may_be_bakvakt(book.standing, d, day)]
    able.sort(key=lambda d: -len(_own_duty(instance, d)))
    if not able:
        able = list(instance.doctors)
    if max(dates) - day <= WEEK:
        yield Join(first=day, given=_locum(instance, able[0], day))
    for doctor in _trainable(instance, book, day)[:FEW]:
        yield Train(doctor=doctor.id, first=instance.period.first)
    yield Join(like=able[0].id, first=instance.period.first)


def _locum(instance: Instance, like: Doctor, day: date) -> Doctor:
    """A new locum with the competence of another, a week long, for every line of duty that is open to a locum."""
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
    locum = like.model_copy(update=facts)
    return locum.model_copy(update={"lines": _lines(instance, locum, DUTY)})


def _trainable(instance: Instance, book: Book, day: date) -> list[Doctor]:
    """Who has legevakt and is not bakvakt today, those in specialisation first."""
    duty = [d for d in instance.doctors if d.serves_on(day) and d.share_on(day) > 0 and _own_duty(instance, d)]
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
