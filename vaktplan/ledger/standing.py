"""Who may stand alone and who may be bakvakt on a date, by the grounds of a book (see docs/rules.md)."""

from collections.abc import Callable
from datetime import date

from vaktplan.domain.people import Competence, Doctor
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Standing

Ground = Callable[[Competence, date], bool]


def _reached(fact: date | None, day: date) -> bool:
    return fact is not None and fact <= day


def _lasts(c: Competence, day: date) -> bool:
    return c.courses_until is None or day <= c.courses_until


def _specialising(c: Competence, day: date) -> bool:
    begun = _reached(c.specialising_since, day)
    return begun and (c.specialising_until is None or day <= c.specialising_until)


def _gp_specialist(c: Competence, day: date) -> bool:
    return any(s.name.casefold() == "allmennmedisin" and s.since <= day for s in c.specialties)


GROUNDS: dict[str, Ground] = {
    "specialist": lambda c, day: any(s.since <= day for s in c.specialties),
    "specialist-allmennmedisin": _gp_specialist,
    "specialising": _specialising,
    "approved-gp": lambda c, day: _reached(c.approved_gp, day),
    "lis1-done": lambda c, day: _reached(c.lis1_done, day),
    "turnus-done": lambda c, day: _reached(c.turnus_done, day),
    "transition-2017": lambda c, day: c.transition_2017,
    "approved-gp-experienced": lambda c, day: (
        _reached(c.approved_gp, day) and _reached(c.duty_experience, day)
    ),
    "service-30-months-experienced": lambda c, day: (
        _reached(c.service_30_months, day) and _reached(c.duty_experience, day)
    ),
    "course-acute": lambda c, day: _reached(c.course_acute, day) and _lasts(c, day),
    "course-violence": lambda c, day: _reached(c.course_violence, day) and _lasts(c, day),
}


def holds(ground: str, competence: Competence, day: date) -> bool:
    """Whether a ground or course of the book holds on a date. Raises InvalidInput for an unknown name."""
    if ground not in GROUNDS:
        raise InvalidInput.one(
            ground,
            _("regelboken nevner et kompetansegrunnlag som ikke finnes"),
            _("bruk et av: {navn}").format(navn=", ".join(GROUNDS)),
            "unknown-ground",
        )
    return GROUNDS[ground](competence, day)


def may_stand_alone(standing: Standing, doctor: Doctor, day: date) -> bool:
    """Whether a doctor may have legevakt without bakvakt on a date."""
    grounds = standing.alone_grounds.names(day) + standing.alone_grounds_also.names(day)
    return any(holds(g, doctor.competence, day) for g in grounds) and all(
        holds(c, doctor.competence, day) for c in standing.alone_courses.names(day)
    )


def may_be_bakvakt(standing: Standing, doctor: Doctor, day: date) -> bool:
    """Whether a doctor may be bakvakt for others on a date."""
    if always_backed(standing, doctor):
        return False
    return any(holds(g, doctor.competence, day) for g in standing.bakvakt_grounds.names(day)) and all(
        holds(c, doctor.competence, day) for c in standing.bakvakt_courses.names(day)
    )


def always_backed(standing: Standing, doctor: Doctor) -> bool:
    """Whether local policy gives the doctor a bakvakt whatever their competence."""
    return any(role in standing.always_backup_roles for role in doctor.roles)
