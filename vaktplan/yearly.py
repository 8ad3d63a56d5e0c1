"""A year month by month: each month planned with what the months before it left behind."""

import hashlib
from calendar import monthrange
from datetime import date

from vaktplan.domain.clock import DAY
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.ledger.account import carry_forward
from vaktplan.rulebook.book import Book


def months_of(period: Period) -> tuple[Period, ...]:
    """The calendar months of a period; its first and last may be cut short."""
    found = []
    first = period.first
    while first <= period.last:
        end = first.replace(day=monthrange(first.year, first.month)[1])
        found.append(Period(first=first, last=min(end, period.last)))
        first = found[-1].last + DAY
    return tuple(found)


def month_after(period: Period) -> Period:
    """The calendar month that begins the day after a period."""
    first = period.last + DAY
    return Period(first=first, last=first.replace(day=monthrange(first.year, first.month)[1]))


def cut(instance: Instance, month: Period) -> Instance:
    """The first month of a longer instance: its period, and the locks that lie in it."""
    locks = tuple(k for k in instance.locks if date.fromisoformat(k.shift[:10]) in month)
    late = instance.period.first != month.first
    return instance.model_copy(
        update={
            "period": month,
            "locks": locks,
            "base": (),
            "discussed": None if late else instance.discussed,
            "published": None if late else instance.published,
        }
    )


def following(instance: Instance, book: Book, worked: Roster, month: Period) -> Instance:
    """The same municipality in a later month, with what the worked roster left behind."""
    carry = carry_forward(instance, book, worked, month)
    return trimmed(
        instance.model_copy(
            update={
                "period": month,
                "locks": (),
                "base": (),
                "discussed": None,
                "published": None,
                **{name: getattr(carry, name) for name in type(carry).model_fields},
            }
        )
    )


def trimmed(instance: Instance) -> Instance:
    """The instance without absences and wishes that lie wholly outside its period: a workbook holds none of those."""

    def touches(first: date | None, last: date | None) -> bool:
        period = instance.period
        return (first is None or first <= period.last) and (last is None or last >= period.first)

    return instance.model_copy(
        update={
            "absences": tuple(a for a in instance.absences if touches(a.first, a.last)),
            "wishes": tuple(w for w in instance.wishes if touches(w.first, w.last)),
        }
    )


def after(instance: Instance, before: Instance, book: Book, worked: Roster) -> Instance:
    """An instance with the history and the account that an earlier one left, after the roster that was worked.

    What concerns doctors who are no longer there, or shift types that no longer are, is left behind.
    """
    carry = carry_forward(before, book, worked, instance.period)
    doctors, types = instance.doctor_by_id, instance.type_by_id
    return instance.model_copy(
        update={
            "history": tuple(p for p in carry.history if p.doctor in doctors and p.shift_type in types),
            "feasts_worked": tuple(f for f in carry.feasts_worked if f.doctor in doctors),
            "carried": tuple(c for c in carry.carried if c.doctor in doctors),
            "year_to_date": tuple(y for y in carry.year_to_date if y.doctor in doctors),
        }
    )


def fingerprint(instance: Instance, book: Book) -> str:
    """A hash of all that a planning stands on; absences, exemptions and wishes of later months play no part in it."""
    known = instance.model_copy(
        update={
            "absences": tuple(a for a in instance.absences if a.first <= _horizon(instance)),
            "exemptions": tuple(e for e in instance.exemptions if e.first <= _horizon(instance)),
            "wishes": tuple(w for w in instance.wishes if w.first is None or w.first <= _horizon(instance)),
        }
    )
    text = known.model_dump_json() + book.model_dump_json(serialize_as_any=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _horizon(instance: Instance) -> date:
    """The last date that any rule looks at: the night after the period, and the practice of its last week."""
    return instance.period.last + 7 * DAY
