"""Changes of one doctor's service: away, leaving, with less duty, or in a smaller post."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from vaktplan.domain.clock import DAY
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, DutyShare, Wish
from vaktplan.errors import Fault
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.verify.words import dates

from .change import Change, date_faults, doctor_name, shown_date, unlocked, with_doctor


class Away(Change):
    """A doctor is not available from a date to a date; locks in it fall. Never why.

    `owed`: whether the fair share is owed all the same, as in a holiday. What nobody can help is not owed.
    """

    kind: Literal["away"] = "away"
    doctor: str
    first: date
    last: date
    owed: bool = True

    def title(self, instance: Instance) -> str:
        """Who is not available when."""
        return _("{lege} er ikke tilgjengelig {datoer}").format(
            lege=doctor_name(instance, self.doctor), datoer=dates(self.first, self.last)
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance with one absence more."""
        away = Absence(doctor=self.doctor, first=self.first, last=self.last, counts_as_presence=self.owed)
        free = unlocked(instance, self.doctor, self.first, self.last)
        return free.model_copy(update={"absences": (*instance.absences, away)})

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        yield from date_faults(instance, self.first, self.last)


def ill(doctor: str, first: date, last: date) -> Away:
    """An absence that nobody owes duty for; that it was illness is kept nowhere."""
    return Away(doctor=doctor, first=first, last=last, owed=False)


class Leave(Change):
    """A doctor leaves: `first` is the first date on which the doctor is no longer in the service.

    Locks from then on fall, wishes end, and a least number of hours is no longer owed. The history stays, and so does
    what others have with the doctor: whoever loses a supervisor lacks one.
    """

    kind: Literal["leave"] = "leave"
    doctor: str
    first: date

    def title(self, instance: Instance) -> str:
        """Who leaves, and when."""
        return _("{lege} slutter: ingen vakt fra {dato}").format(
            lege=doctor_name(instance, self.doctor), dato=shown_date(self.first)
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance in which the doctor's last day is the day before."""
        doctor = instance.doctor_by_id[self.doctor]
        locks = tuple(
            k
            for k in instance.locks
            if k.doctor != self.doctor or instance.shift_by_id[k.shift].date < self.first
        )
        kept = (w if w.doctor != self.doctor else self._ended(w, instance) for w in instance.wishes)
        left = doctor.model_copy(update={"last_day": self.first - DAY, "min_minutes": None})
        return with_doctor(instance, left).model_copy(
            update={"locks": locks, "wishes": tuple(w for w in kept if w is not None)}
        )

    def _ended(self, wish: Wish, instance: Instance) -> Wish | None:
        """A wish that ends with the service; None when nothing of the period is left of it."""
        last = self.first - DAY if wish.last is None else min(wish.last, self.first - DAY)
        begins = instance.period.first if wish.first is None else wish.first
        return wish.model_copy(update={"last": last}) if begins <= last else None

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        yield from late_start(instance, self.first)
        doctor = instance.doctor_by_id[self.doctor]
        if doctor.last_day is not None and doctor.last_day < self.first:
            what = _("{lege} har alt sluttet: siste dag er {dato}").format(
                lege=doctor.name, dato=shown_date(doctor.last_day)
            )
            yield Fault("first", what, _("skriv en tidligere dato"), "no-change")
        if doctor.first_day is not None and self.first <= doctor.first_day:
            what = _("{lege} begynner først {dato}").format(
                lege=doctor.name, dato=shown_date(doctor.first_day)
            )
            yield Fault("first", what, _("skriv en dato etter den"), "leaves-before-start")


class Reduce(Change):
    """The duty share of a doctor is so many per cent of a full one, from a date to a date (None: open)."""

    kind: Literal["reduce"] = "reduce"
    doctor: str
    percent: int
    first: date | None = None
    last: date | None = None

    def title(self, instance: Instance) -> str:
        """Whose share, how much, and when."""
        text = _("{lege} har {tall} % vaktandel")
        if self.first is not None:
            text = _("{lege} har {tall} % vaktandel {datoer}")
        elif self.last is not None:
            text = _("{lege} har {tall} % vaktandel til {til}")
        return text.format(
            lege=doctor_name(instance, self.doctor),
            tall=self.percent,
            datoer=dates(self.first or date.min, self.last),
            til=shown_date(self.last or date.max),
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance with the share in place of what held on those dates."""
        doctor = instance.doctor_by_id[self.doctor]
        own = DutyShare(share=self.percent / 100, first=self.first, last=self.last)
        before = [part for s in doctor.duty_shares if (part := _before(s, self.first)) is not None]
        after = [part for s in doctor.duty_shares if (part := _after(s, self.last)) is not None]
        return with_doctor(instance, doctor.model_copy(update={"duty_shares": (*before, own, *after)}))

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        wrong = [*date_faults(instance, self.first, self.last), *percent_faults(self.percent, 1000)]
        yield from wrong
        if wrong:
            return
        after = self.apply(instance)
        days = instance.period.days
        doctor, changed = instance.doctor_by_id[self.doctor], after.doctor_by_id[self.doctor]
        if all(doctor.share_on(day) == changed.share_on(day) for day in days):
            what = _("{lege} har alt {tall} % vaktandel").format(lege=doctor.name, tall=self.percent)
            yield Fault("percent", what, _("skriv et annet tall"), "no-change")
        if not any(d.share_on(day) > 0 for d in after.doctors for day in days):
            what = _("da har ingen lege vaktandel i perioden")
            yield Fault("percent", what, _("la minst én lege ha en andel større enn 0"), "no-duty-share")


class Position(Change):
    """The post of a doctor is so many per cent, the whole period: a post has no dates."""

    kind: Literal["position"] = "position"
    doctor: str
    percent: int

    def title(self, instance: Instance) -> str:
        """Whose post, and how large."""
        return _("{lege} har {tall} % stilling").format(
            lege=doctor_name(instance, self.doctor), tall=self.percent
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance with the post."""
        doctor = instance.doctor_by_id[self.doctor]
        return with_doctor(instance, doctor.model_copy(update={"position_percent": float(self.percent)}))

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        doctor = instance.doctor_by_id[self.doctor]
        yield from percent_faults(self.percent, 200)
        if doctor.position_percent == self.percent:
            what = _("{lege} har alt {tall} % stilling").format(lege=doctor.name, tall=self.percent)
            yield Fault("percent", what, _("skriv et annet tall"), "no-change")


def percent_faults(percent: int, most: int) -> Iterator[Fault]:
    """That a percentage is out of range."""
    if not 0 <= percent <= most:
        what = _("{tall} % kan ikke brukes her").format(tall=percent)
        yield Fault("percent", what, _("skriv et tall fra 0 til {mest}").format(mest=most), "out-of-range")


def late_start(instance: Instance, first: date) -> Iterator[Fault]:
    """That a change begins after the period; one that began before it holds all of it."""
    if first > instance.period.last:
        yield from date_faults(instance, first, None)


def _before(share: DutyShare, first: date | None) -> DutyShare | None:
    """What is left of a share before a date."""
    if first is None or (share.first is not None and share.first >= first):
        return None
    last = first - DAY if share.last is None else min(share.last, first - DAY)
    return share.model_copy(update={"last": last})


def _after(share: DutyShare, last: date | None) -> DutyShare | None:
    """What is left of a share after a date."""
    if last is None or (share.last is not None and share.last <= last):
        return None
    first = last + DAY if share.first is None else max(share.first, last + DAY)
    return share.model_copy(update={"first": first})
