"""What of fritak is a right already, from when and by which paragraph; and what one fritak covers of another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from vaktplan.domain.clock import DAY, anniversary
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Exemption, ExemptionKind, Role, Scope
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import ExemptionRule

_OTHER_RIGHTS = "fastlegeforskriften.other-rights"


@dataclass(frozen=True)
class Release:
    """A fritak that stands, or that stands as soon as it is claimed."""

    scope: Scope
    first: date
    last: date | None
    cite: str = ""  # the paragraph, when it is a right
    claimed: bool = True

    @property
    def right(self) -> bool:
        """Whether it is a right, and not granted by discretion."""
        return bool(self.cite)


def releases(instance: Instance, book: Book, doctor: Doctor) -> Iterator[Release]:
    """The rights of a doctor, then what a fastlege has not claimed of the age right, then what is by discretion."""
    rule = book.seen_from(doctor.municipality).get(ExemptionRule)
    own = [e for e in instance.exemptions if e.doctor == doctor.id]
    age = _age_right(rule, doctor, instance.period) if rule is not None else None
    if age is not None and doctor.age_claim is not None:
        yield age
    for e in own:
        if e.kind is ExemptionKind.RIGHT:
            yield Release(e.scope, e.first, e.last, _law(rule, instance.period))
    if age is not None and doctor.age_claim is not Scope.ALL and Role.FASTLEGE in doctor.roles:
        yield replace(age, scope=Scope.ALL, claimed=False)
    for e in own:
        if e.kind is ExemptionKind.DISCRETION:
            yield Release(e.scope, e.first, e.last)


def _age_right(rule: ExemptionRule, doctor: Doctor, period: Period) -> Release:
    """The age right as claimed, in force or not yet."""
    norm = rule.age.norm
    cite = norm.at(period.last).cite if norm is not None else _law(rule, period)
    return Release(doctor.age_claim or Scope.ALL, over_age(rule, doctor, period.last), None, cite)


def over_age(rule: ExemptionRule, doctor: Doctor, day: date) -> date:
    """The first date on which the doctor is over the age of the right, by the norm in force on a date."""
    return anniversary(doctor.born, rule.age.whole(day)) + DAY


def _law(rule: ExemptionRule | None, period: Period) -> str:
    """The paragraph of the other rights; the regulation alone where the book names no such norm."""
    for norm in rule.basis if rule else ():
        if norm.id == _OTHER_RIGHTS:
            return norm.at(period.last).cite
    return "fastlegeforskriften"


def covers(scope: Scope, other: Scope) -> bool:
    """Whether a fritak of one scope releases from all that another does."""
    return scope in (Scope.ALL, other)


def holds_throughout(release: Release | Exemption, first: date, last: date | None, period: Period) -> bool:
    """Whether a fritak holds on every date from first to last that lies in the period."""
    begins = max(first, period.first)
    ends = period.last if last is None else min(last, period.last)
    return release.first <= begins and (release.last is None or ends <= release.last)


def touches_period(release: Release | Exemption, period: Period) -> bool:
    """Whether a fritak holds on any date of the period."""
    return release.first <= period.last and (release.last is None or period.first <= release.last)
