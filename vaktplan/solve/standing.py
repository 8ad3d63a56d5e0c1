"""Who may stand alone, who may be bakvakt, who needs one: read from the dated facts.

Sources: kompetanseforskriften §§ 3, 3a and 5 from 2026; akuttmedisinforskriften § 7 until 2025.
"""

from collections.abc import Iterable
from datetime import date

from vaktplan.domain.people import Competence, Doctor
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.norms import Dated


def may_stand_alone(book: Book, doctor: Doctor, day: date) -> bool:
    """Whether a doctor may have legevakt without bakvakt on a date."""
    s = book.standing
    grounds = _named(s.alone_grounds, day) + _named(s.alone_grounds_also, day)
    return _has(book, doctor, grounds, _named(s.alone_courses, day), day)


def may_be_bakvakt(book: Book, doctor: Doctor, day: date) -> bool:
    """Whether a doctor may be bakvakt on a date."""
    s = book.standing
    if always_has_bakvakt(book, doctor):
        return False
    return _has(book, doctor, _named(s.bakvakt_grounds, day), _named(s.bakvakt_courses, day), day)


def always_has_bakvakt(book: Book, doctor: Doctor) -> bool:
    """Whether local policy gives the doctor a bakvakt whatever the competence."""
    return any(role in book.standing.always_backup_roles for role in doctor.roles)


def needs_bakvakt(book: Book, doctor: Doctor, day: date) -> bool:
    """Whether a doctor needs a bakvakt on a date whatever was done before."""
    return always_has_bakvakt(book, doctor) or not may_stand_alone(book, doctor, day)


def _named(names: Dated, day: date) -> tuple[str, ...]:
    return names.names(day)


def _has(book: Book, doctor: Doctor, grounds: Iterable[str], courses: Iterable[str], day: date) -> bool:
    facts = doctor.competence
    some = [holds(book, name, facts, day) for name in grounds]
    every = [holds(book, name, facts, day) for name in courses]
    return any(some) and all(every)


def _over(last: date | None, day: date) -> bool:
    return last is not None and last < day


def _since(fact: date | None, day: date) -> bool:
    return fact is not None and fact <= day


def holds(book: Book, name: str, c: Competence, day: date) -> bool:
    """Whether a ground or a course holds on a date. Raises InvalidInput for a name that is none."""
    match name:
        case "specialist":
            return any(s.since <= day for s in c.specialties)
        case "specialist-allmennmedisin":
            return any(s.since <= day and s.name.casefold() == "allmennmedisin" for s in c.specialties)
        case "specialising":
            still = c.specialising_until is None or day <= c.specialising_until
            return _since(c.specialising_since, day) and still
        case "approved-gp":
            return _since(c.approved_gp, day)
        case "lis1-done":
            return _since(c.lis1_done, day)
        case "turnus-done":
            return _since(c.turnus_done, day)
        case "transition-2017":
            return c.transition_2017
        case "approved-gp-experienced":
            return _since(c.approved_gp, day) and _since(c.duty_experience, day)
        case "service-30-months-experienced":
            return _since(c.service_30_months, day) and _since(c.duty_experience, day)
        case "course-acute":
            return _since(c.course_acute, day) and not _over(c.courses_until, day)
        case "course-violence":
            return _since(c.course_violence, day) and not _over(c.courses_until, day)
    raise InvalidInput.one(
        f"{book.id}: standing",
        _("ukjent grunnlag «{name}»").format(name=name),
        _("bruk navnene i docs/rules.md"),
        "unknown-ground",
    )
