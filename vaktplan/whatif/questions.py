"""Every question of a fritak that a period can be asked: each doctor who has duty, each scope."""

from collections.abc import Iterator, Sequence

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Scope
from vaktplan.rulebook.book import Book

from .fritak import Grant


class Question(Fact):
    """A fritak from the first date of a period on; `settled` when there is nothing to decide, and then why.

    `settled` is the code of the fault: is-a-right, already-granted, no-duty, locked …; `told` says it in words.
    """

    grant: Grant
    settled: str = ""
    told: str = ""


def with_duty(instance: Instance) -> tuple[Doctor, ...]:
    """The doctors who have out-of-hours duty in the period."""
    return tuple(d for d in instance.doctors if _has_duty(instance, d))


def questions(
    instance: Instance, book: Book, doctors: Sequence[str], scopes: Sequence[Scope]
) -> Iterator[Question]:
    """A question for each of some doctors and each scope, doctor by doctor."""
    for doctor in doctors:
        for scope in scopes:
            grant = Grant(doctor=doctor, scope=scope, first=instance.period.first)
            faults = grant.check(instance, book)
            if faults:
                yield Question(grant=grant, settled=faults[0].code, told=faults[0].told())
            else:
                yield Question(grant=grant)


def _has_duty(instance: Instance, doctor: Doctor) -> bool:
    lines = [line for line in instance.lines if line.out_of_hours and line.open_to(doctor)]
    return bool(lines) and any(
        doctor.serves_on(day) and doctor.share_on(day) > 0 for day in instance.period.days
    )
