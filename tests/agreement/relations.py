"""How a world and a roster are changed so that what must hold of both is known beforehand."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.agreement.worlds import DAY, World
from tests.kit import doctor
from vaktplan.domain.clock import midnight
from vaktplan.domain.days import DayClass, Period
from vaktplan.domain.instance import Instance, PastShift
from vaktplan.domain.people import Absence, Competence, Doctor, Scope, Specialty, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Need
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.norms import Dated, Norm, NormValue, plain

FACTS = ("exemptions", "absences", "wishes", "history", "feasts_worked", "carried", "locks", "base")


def remade(instance: Instance, **fields: Any) -> Instance:
    """The instance with some fields changed, and nothing remembered from the old one."""
    kept = {name: getattr(instance, name) for name in Instance.model_fields}
    return Instance(**{**kept, **fields})


# -- relabel


def relabelled(w: World, roster: Roster, names: Mapping[str, str]) -> tuple[World, Roster]:
    """Every doctor under another id, and the doctors in another order."""
    people = [Doctor(**{**dict(d), "id": names[d.id], "name": names[d.id]}) for d in w.instance.doctors]
    fields: dict[str, Any] = {"doctors": tuple(sorted(people, key=lambda d: d.id))}
    for name in FACTS:
        rows = getattr(w.instance, name)
        fields[name] = tuple(type(x)(**{**dict(x), "doctor": names[x.doctor]}) for x in rows)
    other = Roster.of((names[d], s) for d, s in roster.pairs)
    return World(w.seed, remade(w.instance, **fields), w.book), other


# -- a doctor of no use


def with_idle(w: World) -> World:
    """One doctor more, away throughout and owing nothing for it."""
    p = w.instance.period
    away = Absence(doctor="Idle", first=p.first - 9 * DAY, last=p.last + 9 * DAY, counts_as_presence=False)
    more = remade(
        w.instance,
        doctors=(*w.instance.doctors, doctor("Idle")),
        absences=(*w.instance.absences, away),
    )
    return World(w.seed, more, w.book)


# -- shifted in time


def timeless(w: World) -> World:
    """The world without what hangs on dates in the calendar: holidays, feasts, ages."""
    i = w.instance
    every = tuple(DayClass)
    types = tuple(type(t)(**{**dict(t), "day_classes": every}) for t in i.shift_types)
    people = tuple(Doctor(**{**dict(d), "practice_weekdays": (), "age_claim": None}) for d in i.doctors)
    fields = {
        "shift_types": types,
        "doctors": people,
        "feasts_worked": (),
        "exemptions": tuple(e for e in i.exemptions if e.scope is not Scope.FEAST),
    }
    feastless = r.Term(level=r.Level.SOFT, tier=r.Tier.PEOPLE, weight=0)
    rules = dict(w.book.rules)
    rules["fairness"] = type(rules["fairness"])(**{**dict(rules["fairness"]), "feasts": feastless})
    rules.pop("feast-memory")
    return World(w.seed, remade(i, **fields), w.book.model_copy(update={"rules": rules}))


def shifted(w: World, roster: Roster, days: int) -> tuple[World, Roster]:
    """Everything so many days later: the period, every fact and every change of a norm."""
    by = timedelta(days=days)
    i = w.instance
    fields: dict[str, Any] = {name: tuple(_later(x, by) for x in getattr(i, name)) for name in FACTS}
    fields["period"] = Period(first=i.period.first + by, last=i.period.last + by)
    fields["doctors"] = tuple(_later_doctor(d, by) for d in i.doctors)
    other = Roster.of((d, _later_id(s, by)) for d, s in roster.pairs)
    return World(w.seed, remade(i, **fields), _later_book(w.book, by)), other


def _later_id(shift: str, by: timedelta) -> str:
    day, type_ = shift.split(":", 1)
    return f"{date.fromisoformat(day) + by}:{type_}"


def _later(fact: Any, by: timedelta) -> Any:
    fields = dict(fact)
    for name, value in fields.items():
        if isinstance(value, date):
            fields[name] = value + by
    if "shift" in fields:
        fields["shift"] = _later_id(fields["shift"], by)
    return type(fact)(**fields)


def _later_doctor(who: Doctor, by: timedelta) -> Doctor:
    facts = dict(_later(who.competence, by))
    facts["specialties"] = tuple(
        Specialty(name=s.name, since=s.since + by) for s in who.competence.specialties
    )
    shares = tuple(_later(s, by) for s in who.duty_shares)
    return Doctor(**{**dict(who), "competence": Competence(**facts), "duty_shares": shares})


def _later_book(book: Book, by: timedelta) -> Book:
    """Norms that change near the period change later; the standing stays, both sides being in one regime."""
    rules: dict[str, r.Rule] = {}
    for id, rule in book.rules.items():
        fields = dict(rule)
        for name, value in fields.items():
            if isinstance(value, Dated) and value.norm is not None:
                fields[name] = Dated(norm=_later_norm(value.norm, by))
        rules[id] = type(rule)(**fields)
    return book.model_copy(update={"rules": rules})


def _later_norm(norm: Norm, by: timedelta) -> Norm:
    def later(v: NormValue) -> NormValue:
        last = None if v.last is None else v.last + by
        first = v.first if v.first.year < 2022 else v.first + by
        return NormValue(**{**dict(v), "first": first, "last": last})

    return Norm(**{**dict(norm), "values": tuple(later(v) for v in norm.values)})


def one_clock(first: date, last: date) -> bool:
    """Whether the clock is not changed from some days before a period to some days after."""
    days = (last - first).days + 24
    return (midnight(last + 4 * DAY) - midnight(first - 20 * DAY)) == days * DAY


# -- cut in two


def cut(w: World, roster: Roster, day: date) -> tuple[World, Roster, World, Roster]:
    """The days before a date, and the days from it on with what came before as history."""
    i = w.instance
    before = {s.id for s in i.shifts if s.date < day}
    head_takes = [(d, s) for d, s in roster.pairs if s in before]
    tail_takes = [(d, s) for d, s in roster.pairs if s not in before]
    past = tuple(
        PastShift(doctor=d, date=i.shift_by_id[s].date, shift_type=i.shift_by_id[s].type.id)
        for d, s in head_takes
    )
    halves = {
        True: {"period": Period(first=i.period.first, last=day - DAY)},
        False: {
            "period": Period(first=day, last=i.period.last),
            "history": (*i.history, *past),
            "carried": tuple(_carried(w, d.id, head_takes) for d in i.doctors),
        },
    }
    for early, fields in halves.items():
        for name in ("locks", "base"):
            fields[name] = tuple(k for k in getattr(i, name) if (k.shift in before) is early)
    head, tail = (World(w.seed, remade(i, **halves[early]), w.book) for early in (True, False))
    return head, Roster.of(head_takes), tail, Roster.of(tail_takes)


def _carried(w: World, who: str, takes: list[tuple[str, str]]) -> Any:
    carried = w.instance.carried_by_doctor[who]
    shifts = w.instance.shift_by_id
    done = sum(d == who and shifts[s].need is Need.ALONE_OR_BACKUP for d, s in takes)
    return type(carried)(**{**dict(carried), "duties_done": carried.duties_done + done})


def runs_over(w: World, day: date) -> bool:
    """Whether some shift of before a date is still on when the first shift from that date begins."""
    early = [s.end for s in w.instance.shifts if s.date < day]
    late = [s.start for s in w.instance.shifts if s.date >= day]
    return bool(early and late) and max(early) > min(late)


# -- tightened


def tightened(w: World) -> list[World]:
    """The world made stricter, one thing at a time: a night less, a duty less, a weekend less, a doctor off."""
    found = []
    for rule, name in (("night-run", "max_nights"), ("weekend-cap", "max_weekends")):
        old = getattr(w.book.rules[rule], name)
        if old.norm is None and old.plain > 0:
            found.append((w.instance, _with(w.book, rule, {name: plain(old.plain - 1)})))
    caps = tuple(r.Cap(**{**dict(c), "max": plain(max(0, c.max.plain - 1))}) for c in w.book[r.DutyCap].caps)
    found.append((w.instance, _with(w.book, "duty-cap", {"caps": caps})))
    first = w.instance.period.first
    off = Wish(doctor=w.instance.doctors[0].id, kind=WishKind.MUST_OFF, first=first, last=first)
    found.append((remade(w.instance, wishes=(*w.instance.wishes, off)), w.book))
    return [World(w.seed, instance, book) for instance, book in found]


def _with(book: Book, rule: str, fields: Mapping[str, Any]) -> Book:
    old = book.rules[rule]
    return book.model_copy(update={"rules": {**book.rules, rule: type(old)(**{**dict(old), **fields})}})
