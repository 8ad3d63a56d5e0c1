"""Changes of fritak: granted by discretion, claimed by age, not given, or cut in what and when."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Exemption, ExemptionKind, Scope
from vaktplan.errors import Fault
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import ExemptionRule
from vaktplan.verify.checks.exemption import SCOPES
from vaktplan.verify.words import dates

from .change import Change, date_faults, doctor_name, shown_date, with_doctor
from .rights import Release, covers, holds_throughout, over_age, releases, touches_period


class Grant(Change):
    """Fritak by discretion (fastlegeforskriften § 33 (3)) from a date, to a date or until further notice."""

    kind: Literal["grant"] = "grant"
    doctor: str
    scope: Scope
    first: date
    last: date | None = None

    def title(self, instance: Instance) -> str:
        """Who gets fritak from what, and when."""
        return _("{lege} får fritak: {omfang}, {datoer}").format(
            lege=doctor_name(instance, self.doctor),
            omfang=_(SCOPES[self.scope]),
            datoer=dates(self.first, self.last),
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance with one fritak more."""
        granted = Exemption(
            doctor=self.doctor,
            kind=ExemptionKind.DISCRETION,
            scope=self.scope,
            first=self.first,
            last=self.last,
        )
        return instance.model_copy(update={"exemptions": (*instance.exemptions, granted)})

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        wrong = list(date_faults(instance, self.first, self.last))
        yield from wrong
        doctor = instance.doctor_by_id[self.doctor]
        if not any(line.out_of_hours and line.open_to(doctor) for line in instance.lines):
            yield _no_duty(doctor)
        for release in () if wrong else releases(instance, book, doctor):
            if covers(release.scope, self.scope) and holds_throughout(
                release, self.first, self.last, instance.period
            ):
                yield _standing(doctor, release)
                return


class Claim(Change):
    """The age right (fastlegeforskriften § 33 (4) a) is claimed: no decision, it holds from the day it can."""

    kind: Literal["claim"] = "claim"
    doctor: str
    scope: Scope

    def title(self, instance: Instance) -> str:
        """Who claims the right, and how much of it."""
        return _("{lege} krever aldersretten til fritak: {omfang}").format(
            lege=doctor_name(instance, self.doctor), omfang=_(SCOPES[self.scope])
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance with the right claimed."""
        doctor = instance.doctor_by_id[self.doctor]
        return with_doctor(instance, doctor.model_copy(update={"age_claim": self.scope}))

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        doctor = instance.doctor_by_id[self.doctor]
        rule = book.seen_from(doctor.municipality).get(ExemptionRule)
        if doctor.age_claim is not None and covers(doctor.age_claim, self.scope):
            what = _("{lege} har alt krevd retten").format(lege=doctor.name)
            yield Fault(
                "doctor", what, _("se kolonnen «Aldersfritak krevd» i arket Leger"), "already-claimed"
            )
        over = over_age(rule, doctor, instance.period.last) if rule is not None else None
        if over is not None and over > instance.period.last:
            what = _("{lege} har retten først fra {dato}").format(lege=doctor.name, dato=shown_date(over))
            yield Fault("doctor", what, _("før det er fritak skjønn: prøv --grant"), "right-not-yet")


class Refuse(Change):
    """The fritak that a doctor has by discretion is not given, and the age right is as if never claimed.

    With a scope, only that fritak. A right entered as one stays: nobody can refuse it.
    """

    kind: Literal["refuse"] = "refuse"
    doctor: str
    scope: Scope | None = None

    def title(self, instance: Instance) -> str:
        """Who is without which fritak."""
        name, doctor = doctor_name(instance, self.doctor), instance.doctor_by_id.get(self.doctor)
        if (
            doctor is not None
            and self._claimed(doctor)
            and not any(self._hits(e) for e in instance.exemptions)
        ):
            return _("{lege} har ikke krevd aldersretten").format(lege=name)
        if self.scope is None:
            return _("{lege} får ikke fritak").format(lege=name)
        return _("{lege} får ikke fritak: {omfang}").format(lege=name, omfang=_(SCOPES[self.scope]))

    def apply(self, instance: Instance) -> Instance:
        """The instance without the fritak."""
        doctor = instance.doctor_by_id[self.doctor]
        without = instance.model_copy(
            update={"exemptions": tuple(e for e in instance.exemptions if not self._hits(e))}
        )
        if not self._claimed(doctor):
            return without
        return with_doctor(without, doctor.model_copy(update={"age_claim": None}))

    def _hits(self, e: Exemption) -> bool:
        return _by_discretion(e, self.doctor) and self.scope in (None, e.scope)

    def _claimed(self, doctor: Doctor) -> bool:
        return doctor.age_claim is not None and self.scope in (None, doctor.age_claim)

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        doctor = instance.doctor_by_id[self.doctor]
        hit = any(self._hits(e) and touches_period(e, instance.period) for e in instance.exemptions)
        if not hit and not self._claimed(doctor):
            yield _nothing_granted(instance, book, doctor)


class Limit(Change):
    """The fritak that a doctor has by discretion is cut: to a narrower scope, to fewer dates, or both."""

    kind: Literal["limit"] = "limit"
    doctor: str
    scope: Scope | None = None
    first: date | None = None
    last: date | None = None

    def title(self, instance: Instance) -> str:
        """Whose fritak is cut, and to what."""
        parts = [_(SCOPES[self.scope])] if self.scope is not None else []
        if self.first is not None:
            parts.append(dates(self.first, self.last))
        elif self.last is not None:
            parts.append(_("til {til}").format(til=shown_date(self.last)))
        return _("Fritaket til {lege} begrenses: {omfang}").format(
            lege=doctor_name(instance, self.doctor), omfang=", ".join(parts)
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance with the fritak cut; what nothing is left of is gone."""
        cut = (self._cut(e) if _by_discretion(e, self.doctor) else e for e in instance.exemptions)
        return instance.model_copy(update={"exemptions": tuple(e for e in cut if e is not None)})

    def _cut(self, e: Exemption) -> Exemption | None:
        """A fritak with the limit; None when nothing is left of it."""
        if self.scope is not None and not covers(e.scope, self.scope):
            return e
        first = e.first if self.first is None else max(e.first, self.first)
        last = min((d for d in (e.last, self.last) if d is not None), default=None)
        if last is not None and last < first:
            return None
        return e.model_copy(update={"scope": self.scope or e.scope, "first": first, "last": last})

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        wrong = list(date_faults(instance, self.first, self.last))
        yield from wrong
        doctor = instance.doctor_by_id[self.doctor]
        mine = [e for e in instance.exemptions if _by_discretion(e, self.doctor)]
        mine = [e for e in mine if touches_period(e, instance.period)]
        if not mine:
            yield _nothing_granted(instance, book, doctor)
        elif not wrong and all(self._cut(e) == e for e in mine):
            what = _("fritaket til {lege} er ikke videre enn dette").format(lege=doctor.name)
            had = "; ".join(f"{_(SCOPES[e.scope])}, {dates(e.first, e.last)}" for e in mine)
            yield Fault("doctor", what, _("fritaket er: {fritak}").format(fritak=had), "no-change")


def _by_discretion(e: Exemption, doctor: str) -> bool:
    return e.doctor == doctor and e.kind is ExemptionKind.DISCRETION


def _no_duty(doctor: Doctor) -> Fault:
    what = _("{lege} har ingen vakt utenfor åpningstid").format(lege=doctor.name)
    return Fault("doctor", what, _("det er ikke noe å få fritak fra"), "no-duty")


def _standing(doctor: Doctor, release: Release) -> Fault:
    """That what is asked for stands already, by right or by decision."""
    first = shown_date(release.first)
    if not release.right:
        what = _("{lege} har alt dette fritaket ({datoer})").format(
            lege=doctor.name, datoer=dates(release.first, release.last)
        )
        return Fault("doctor", what, _("se arket Fritak"), "already-granted")
    what = _("{lege}: det er en rett fra {dato}, {hjemmel}").format(
        lege=doctor.name, dato=first, hjemmel=release.cite
    )
    if release.claimed:
        return Fault("doctor", what, _("det trengs ingen søknad: retten er ført"), "is-a-right")
    hint = _("det trengs ingen søknad, bare at legen krever den: prøv --claim")
    return Fault("doctor", what, hint, "is-a-right")


def _nothing_granted(instance: Instance, book: Book, doctor: Doctor) -> Fault:
    """That there is no fritak by discretion to take from: a right, or nothing at all."""
    for release in releases(instance, book, doctor):
        if release.right and release.claimed and touches_period(release, instance.period):
            what = _("{lege}: det er en rett fra {dato}, {hjemmel}").format(
                lege=doctor.name, dato=shown_date(release.first), hjemmel=release.cite
            )
            return Fault("doctor", what, _("en rett kan ikke avslås eller begrenses"), "is-a-right")
    what = _("{lege} har ikke noe slikt fritak i perioden").format(lege=doctor.name)
    return Fault("doctor", what, _("se arket Fritak"), "no-exemption")
