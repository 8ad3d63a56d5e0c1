"""Changes of how many there are: a doctor comes, more LIS1, and doctors employed at the legevakt."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, DutyShare, Pairing, PairingKind, RestProfile, Role
from vaktplan.domain.shifts import Line, LineKind
from vaktplan.errors import Fault
from vaktplan.i18n import _
from vaktplan.ledger.standing import may_stand_alone
from vaktplan.rulebook.book import Book
from vaktplan.text import skeleton

from .change import Change, doctor_name, shown_date
from .people import late_start, percent_faults

MOST = 50  # new doctors in one change
_DUTY = (LineKind.LEGEVAKT, LineKind.TILKALLING, LineKind.BAKVAKT)


class Join(Change):
    """A doctor comes who may do what another may, or who is given in full; from a date, or always there.

    The new doctor has no fritak, claim, wish, ward or supervision, and brings nothing from before; what the other may
    only do together with somebody, the new one may only do so too.
    """

    kind: Literal["join"] = "join"
    like: str = ""
    first: date | None = None
    given: Doctor | None = None

    @property
    def id(self) -> str:
        """As for every change; one given in full is named by its id after a plus."""
        if self.given is None:
            return super().id
        when = "" if self.first is None else self.first.isoformat()
        return f"join:+{self.given.id}:{when}".rstrip(":")

    def title(self, instance: Instance) -> str:
        """Who comes, and when."""
        if self.given is not None:
            text, name = _("{lege} begynner"), self.given.name
        else:
            text, name = _("En lege som {lege} begynner"), doctor_name(instance, self.like)
        when = "" if self.first is None else f" {shown_date(self.first)}"
        return text.format(lege=name) + when

    def apply(self, instance: Instance) -> Instance:
        """The instance with one doctor more, last in the list."""
        if self.given is None:
            return with_new(instance, [(instance.doctor_by_id[self.like], {"first_day": self.first})])
        when = {} if self.first is None else {"first_day": self.first}
        return instance.model_copy(
            update={"doctors": (*instance.doctors, self.given.model_copy(update=when))}
        )

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        if self.first is not None:
            yield from late_start(instance, self.first)
        if self.given is None:
            if not self.like:
                what = _("det er ikke sagt hvem den nye legen ligner")
                yield Fault("like", what, _("skriv en lege i like, eller alle fakta i given"), "missing")
            return
        yield from _given_faults(instance, self.given)


class MoreLis1(Change):
    """So many LIS1 more, like those there are, in turn."""

    kind: Literal["lis1"] = "lis1"
    count: int

    def title(self, instance: Instance) -> str:
        """How many more."""
        return _("{n} LIS1 til").format(n=self.count)

    def apply(self, instance: Instance) -> Instance:
        """The instance with the LIS1."""
        there = _with_role(instance, Role.LIS1)
        return with_new(instance, [(there[i % len(there)], {}) for i in range(self.count)])

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        yield from _count_faults(self.count)
        if not _with_role(instance, Role.LIS1):
            what = _("ingen lege i planen er LIS1, så det er ingen å ligne")
            yield Fault("count", what, _("legg til én i arket Leger"), "nobody-like")


class Employed(Change):
    """So many doctors employed at the legevakt, each with a share of duty; specialists with both courses.

    They work every out-of-hours line of legevakt, stand-by and bakvakt that their role and municipality may, have no
    practice, and rest by the main rule of the law (aml): whether the exception of SFS 2305 holds for them is unsettled.
    """

    kind: Literal["employed"] = "employed"
    count: int
    percent: int = 100

    def title(self, instance: Instance) -> str:
        """How many, with what share."""
        text = _("{n} ansatte legevaktsleger til, hver med {tall} % vaktandel")
        if self.count == 1:
            text = _("1 ansatt legevaktslege til, med {tall} % vaktandel")
        return text.format(n=self.count, tall=self.percent)

    def apply(self, instance: Instance) -> Instance:
        """The instance with the employed doctors."""
        like = _specialists(instance)[0]
        employed = like.model_copy(update={"roles": (Role.LEGEVAKTSLEGE,), "lines": _all_lines(instance)})
        lines = tuple(n.id for n in _duty_lines(instance) if n.open_to(employed))
        facts = {
            "roles": (Role.LEGEVAKTSLEGE,),
            "lines": lines,
            "duty_shares": (DutyShare(share=self.percent / 100),),
            "position_percent": 100.0,
            "rest_profile": RestProfile.AML,
            "practice_weekdays": (),
            "office": "",
            "other_hours": 0.0,
            "min_minutes": None,
            "max_minutes": None,
        }
        return with_new(instance, [(like, facts)] * self.count)

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        yield from _count_faults(self.count)
        yield from percent_faults(self.percent, 1000)
        able = _specialists(instance)
        if not able or not may_stand_alone(book.standing, able[0], instance.period.first):
            what = _("ingen lege i planen er spesialist med begge kurs, så det er ingen å ligne")
            yield Fault("count", what, _("fyll ut arket Kompetanse"), "nobody-like")


def with_new(instance: Instance, models: Sequence[tuple[Doctor, dict[str, object]]]) -> Instance:
    """The instance with new doctors, each like one that is there but for some facts, with fresh ids and names."""
    taken = {skeleton(text) for d in instance.doctors for text in (d.id, d.name)}
    numbers = (n for n in range(1, 10**6) if not {skeleton(t) for t in _called(n)} & taken)
    doctors, pairings = list(instance.doctors), list(instance.pairings)
    for (like, facts), n in zip(models, numbers, strict=False):
        id, name = _called(n)
        doctors.append(_new(instance, like, {**facts, "id": id, "name": name}))
        pairings += _companions(instance, like.id, doctors[-1])
    return instance.model_copy(update={"doctors": tuple(doctors), "pairings": tuple(pairings)})


def _given_faults(instance: Instance, given: Doctor) -> Iterator[Fault]:
    """Names that are taken, and lines and a municipality that are not there."""
    taken = {skeleton(text) for d in instance.doctors for text in (d.id, d.name)}
    for text in (given.id, given.name):
        if skeleton(text) in taken:
            what = _("«{navn}» finnes fra før").format(navn=text)
            yield Fault("given", what, _("gi den nye legen egen id og eget navn"), "duplicate-id")
    for line in given.lines:
        if line not in instance.line_by_id:
            what = _("det finnes ingen tjenestelinje «{linje}»").format(linje=line)
            hint = _("linjene er: {linjer}").format(linjer=", ".join(instance.line_by_id))
            yield Fault("given", what, hint, "unknown-line")
    homes = [m.name for m in instance.municipalities]
    if homes and given.municipality not in homes:
        what = _("kommunen «{navn}» er ikke med i planen").format(navn=given.municipality)
        yield Fault(
            "given", what, _("kommunene er: {navn}").format(navn=", ".join(homes)), "unknown-municipality"
        )


def _called(n: int) -> tuple[str, str]:
    return f"ny{n}", f"Ny lege {n}"


def _new(instance: Instance, like: Doctor, facts: dict[str, object]) -> Doctor:
    lines = tuple(i for i in like.lines if instance.line_by_id[i].kind is not LineKind.VEILEDNING)
    fresh = {"lines": lines, "wards": (), "age_claim": None, "first_day": None, "last_day": None}
    return like.model_copy(update={**fresh, **facts})


def _companions(instance: Instance, like: str, new: Doctor) -> list[Pairing]:
    """With whom the new doctor must go, as the one like it must, on lines that both have."""
    return [
        p.model_copy(update={"doctor": new.id})
        for p in instance.pairings
        if p.doctor == like and p.kind is PairingKind.ALWAYS_WITH and (p.line is None or p.line in new.lines)
    ]


def _with_role(instance: Instance, role: Role) -> list[Doctor]:
    return [d for d in instance.doctors if role in d.roles and _serves(instance, d)]


def _serves(instance: Instance, doctor: Doctor) -> bool:
    return any(doctor.serves_on(day) for day in (instance.period.first, instance.period.last))


def _specialists(instance: Instance) -> list[Doctor]:
    """Specialists with both courses when the period begins: the employed at the legevakt before the others."""
    day = instance.period.first
    able = [
        d
        for d in instance.doctors
        if any(s.since <= day for s in d.competence.specialties)
        and d.competence.course_acute is not None
        and d.competence.course_violence is not None
        and (d.competence.courses_until is None or instance.period.last <= d.competence.courses_until)
    ]
    return sorted(able, key=lambda d: Role.LEGEVAKTSLEGE not in d.roles)


def _all_lines(instance: Instance) -> tuple[str, ...]:
    return tuple(line.id for line in instance.lines)


def _duty_lines(instance: Instance) -> list[Line]:
    return [line for line in instance.lines if line.out_of_hours and line.kind in _DUTY]


def _count_faults(count: int) -> Iterator[Fault]:
    if not 1 <= count <= MOST:
        what = _("{n} leger kan ikke brukes her").format(n=count)
        yield Fault("count", what, _("skriv et tall fra 1 til {mest}").format(mest=MOST), "out-of-range")
