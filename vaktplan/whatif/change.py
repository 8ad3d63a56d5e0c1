"""What every named change has: an id as on the command line, a title, a check, and a copy of the facts with it made."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from enum import Enum

from vaktplan.domain.base import Fact
from vaktplan.domain.clock import touches
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.errors import Fault
from vaktplan.i18n import _
from vaktplan.ledger.may_take import MayTake
from vaktplan.rulebook.book import Book
from vaktplan.verify.words import dates, label

from .naming import unknown_doctor


class Change(Fact, ABC):
    """One named change of an instance. The order of its fields is the order of the short form."""

    kind: str

    @property
    def id(self) -> str:
        """The change as it is written in one word: "grant:F12:night:2027-02-01"; what is left out is as usual."""
        fields = type(self).model_fields
        texts = [_text(getattr(self, n), f.default) for n, f in fields.items() if n != "kind"]
        return ":".join([self.kind, *texts]).rstrip(":")

    @abstractmethod
    def title(self, instance: Instance) -> str:
        """The change in one line, for people; never why."""

    @abstractmethod
    def apply(self, instance: Instance) -> Instance:
        """A copy of the instance with the change made. What `check` finds fault with may not be applied."""

    def check(self, instance: Instance, book: Book) -> list[Fault]:
        """All that keeps the change from being made; `where` is the field. Doctors first, then dates, then the rest."""
        return self._unknown(instance) or list(self._faults(instance, book)) or self._locked(instance, book)

    def doctors(self) -> tuple[tuple[str, str], ...]:
        """The fields that name doctors, with the ids in them."""
        named = [(n, getattr(self, n)) for n in ("doctor", "like") if n in type(self).model_fields]
        return tuple((field, id) for field, id in named if id)

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        """What is wrong when every doctor is known."""
        yield from ()

    def _unknown(self, instance: Instance) -> list[Fault]:
        return [
            unknown_doctor(instance, id, field)
            for field, id in self.doctors()
            if id not in instance.doctor_by_id
        ]

    def _locked(self, instance: Instance, book: Book) -> list[Fault]:
        """Locks that could be kept before, and not after."""
        if not instance.locks:
            return []
        after = self.apply(instance)
        could, can = MayTake(instance, book), MayTake(after, book)
        before = instance.doctor_by_id
        return [
            _still_locked(before[lock.doctor], label(after.shift_by_id[lock.shift]))
            for lock in after.locks
            if could(before[lock.doctor], instance.shift_by_id[lock.shift])
            and not can(after.doctor_by_id[lock.doctor], after.shift_by_id[lock.shift])
        ]


def _text(value: object, usual: object) -> str:
    """A field in the short form; empty when it is as usual."""
    if value == usual:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ",".join(str(v) for v in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _still_locked(doctor: Doctor, shift: str) -> Fault:
    what = _("{lege} er låst til {vakt} og kan da ikke ta den").format(lege=doctor.name, vakt=shift)
    return Fault("doctor", what, _("slett låsen i arket Låser først"), "locked")


def date_faults(instance: Instance, first: date | None, last: date | None) -> Iterator[Fault]:
    """That two dates are reversed, or lie wholly outside the instance's period."""
    if first is not None and last is not None and last < first:
        what = _("siste dag {til} er før første dag {fra}").format(
            til=shown_date(last), fra=shown_date(first)
        )
        yield Fault("last", what, _("bytt om datoene"), "ends-before-start")
        return
    period = instance.period
    field, day = ("last", last) if last is not None and last < period.first else ("first", first)
    if day is not None and (field == "last" or day > period.last):
        what = _("{dato} er utenfor perioden").format(dato=shown_date(day))
        hint = _("perioden er {datoer}").format(datoer=dates(period.first, period.last))
        yield Fault(field, what, hint, "outside-period")


def shown_date(day: date) -> str:
    """A date as people write it."""
    return f"{day:%d.%m.%Y}"


def unlocked(instance: Instance, doctor: str, first: date, last: date | None = None) -> Instance:
    """The instance without the locks of a doctor that touch some dates; last None: for ever."""
    kept = tuple(
        lock
        for lock in instance.locks
        if lock.doctor != doctor
        or not touches(
            instance.shift_by_id[lock.shift].start, instance.shift_by_id[lock.shift].end, first, last
        )
    )
    return instance if kept == instance.locks else instance.model_copy(update={"locks": kept})


def with_doctor(instance: Instance, changed: Doctor) -> Instance:
    """The instance with one doctor's facts replaced."""
    doctors = tuple(changed if d.id == changed.id else d for d in instance.doctors)
    return instance.model_copy(update={"doctors": doctors})


def doctor_name(instance: Instance, doctor: str) -> str:
    """The name of a doctor; the id when there is none."""
    found = instance.doctor_by_id.get(doctor)
    return doctor if found is None else found.name
