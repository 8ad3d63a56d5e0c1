"""How a world and a roster are changed so that what must hold of both is known beforehand."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tests.agreement.worlds import DAY, World
from tests.kit import doctor
from vaktplan.domain.clock import midnight
from vaktplan.domain.days import DayClass, Period
from vaktplan.domain.instance import Instance, Municipality, PastShift
from vaktplan.domain.people import Absence, Competence, Doctor, Scope, Specialty, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Need
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.norms import Dated, Norm, NormValue, plain

FACTS = (
    "exemptions",
    "absences",
    "wishes",
    "history",
    "feasts_worked",
    "carried",
    "year_to_date",
    "pairings",
    "supervisions",
    "type_limits",
    "day_places",
    "locks",
    "base",
)
PEOPLE = ("doctor", "other", "supervisor")  # fields of facts that name a doctor
WEIGHTLESS = r.Term(level=r.Level.SOFT, tier=r.Tier.PEOPLE, weight=0)


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
        fields[name] = tuple(_renamed(x, names) for x in getattr(w.instance, name))
    other = Roster.of((names[d], s) for d, s in roster.pairs)
    return World(w.seed, remade(w.instance, **fields), w.book), other


def _renamed(fact: Any, names: Mapping[str, str]) -> Any:
    return type(fact)(**{k: names[v] if k in PEOPLE else v for k, v in dict(fact).items()})


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


def headless(w: World) -> World:
    """The world without the rules that an idle doctor has a part in: enough doctors, and not too many days off."""
    return World(w.seed, w.instance, _without(w.book, "minimum-doctors", "rest-run"))


def _without(book: Book, *rules: str) -> Book:
    return book.only(*(rule for rule in book.rules if rule not in rules))


# -- shifted in time


def timeless(w: World) -> World:
    """The world without what hangs on dates in the calendar: holidays, feasts, ages, months and years."""
    i = w.instance
    every = tuple(DayClass)
    types = tuple(type(t)(**{**dict(t), "day_classes": every, "in_month": ()}) for t in i.shift_types)
    people = tuple(Doctor(**{**dict(d), "practice_weekdays": (), "age_claim": None}) for d in i.doctors)
    towns = tuple(Municipality(**{**dict(m), "red_days": ()}) for m in i.municipalities)
    fields = {
        "shift_types": types,
        "doctors": people,
        "municipalities": towns,
        "feasts_worked": (),
        "exemptions": tuple(e for e in i.exemptions if e.scope is not Scope.FEAST),
    }
    book = _without(w.book, "feast-memory", "minimum-practice", "locum-limit", "supervision")
    for rule, part in (("fairness", "feasts"), ("own-first", "overtime")):
        book = _each(book, rule, lambda old, part=part: _with_fields(old, {part: WEIGHTLESS}))
    return World(w.seed, remade(i, **fields), book)


def shifted(w: World, roster: Roster, days: int) -> tuple[World, Roster]:
    """Everything so many days later: the period, every fact and every change of a norm."""
    by = timedelta(days=days)
    i = w.instance
    fields: dict[str, Any] = {name: tuple(_later(x, by) for x in getattr(i, name)) for name in FACTS}
    fields["period"] = Period(first=i.period.first + by, last=i.period.last + by)
    for name in ("discussed", "published"):
        told = getattr(i, name)
        fields[name] = None if told is None else told + by
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
    served = {k: v and v + by for k, v in (("first_day", who.first_day), ("last_day", who.last_day))}
    return Doctor(**{**dict(who), "competence": Competence(**facts), "duty_shares": shares, **served})


def _later_book(book: Book, by: timedelta) -> Book:
    """Norms that change near the period change later; the standing stays, both sides being in one regime."""

    def later(rule: r.Rule) -> r.Rule:
        values = {k: v for k, v in dict(rule).items() if isinstance(v, Dated) and v.norm is not None}
        return _with_fields(rule, {k: Dated(norm=_later_norm(v.norm, by)) for k, v in values.items()})

    for id in list(book.rules):
        book = _each(book, id, later)
    return book


def _later_norm(norm: Norm, by: timedelta) -> Norm:
    def later(v: NormValue) -> NormValue:
        last = None if v.last is None else v.last + by
        first = v.first if v.first.year < 2022 else v.first + by
        return NormValue(**{**dict(v), "first": first, "last": last})

    return Norm(**{**dict(norm), "values": tuple(later(v) for v in norm.values)})


def one_clock(first: date, last: date) -> bool:
    """Whether the clock is not changed from some days before a period to some days after."""
    days = (last - first).days + 32
    return (midnight(last + 8 * DAY) - midnight(first - 24 * DAY)) == days * DAY


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


def _books(w: World, rule: str) -> list[Any]:
    """A rule of the common book and of each municipality's own."""
    return [rules[rule] for rules in (w.book.rules, *w.book.local.values()) if rule in rules]


def apart(w: World, rule: str, day: date) -> bool:
    """Rules that say themselves that they do not add up over this date.

    backup and pairing look at instants, and past shifts play no part in them: a shift that runs over the date is cut
    from its bakvakt. A number of weekends that changes in time is read at the end of each window. A week is a whole.
    A run of days that ends with the period may go on after it, and days off before the first work begin with it.
    """
    monday = day.weekday() == 0
    doctors = w.instance.doctors
    match rule:
        case "backup" | "pairing":
            return runs_over(w, day)
        case "weekend-cap":
            return any(x.max_weekends.norm is not None for x in _books(w, rule))
        case "continuity":
            return not monday
        case "weekly-rest":
            return not monday or any(s.date < day and s.end > midnight(day) for s in w.instance.shifts)
        case "run-length":
            return any(x.min_days > 1 for x in _books(w, rule)) or any((d.min_run or 1) > 1 for d in doctors)
        case "rest-run":
            return any(x.max_days for x in _books(w, rule)) or any(d.max_rest_run for d in doctors)
    return False


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
    return book.model_copy(update={"rules": {**book.rules, rule: _with_fields(book.rules[rule], fields)}})


def _with_fields(rule: r.Rule, fields: Mapping[str, Any]) -> r.Rule:
    return type(rule)(**{**dict(rule), **fields})


def _each(book: Book, id: str, change: Callable[[r.Rule], r.Rule]) -> Book:
    """The book with a rule changed, the common one and each municipality's own."""

    def changed(rules: Mapping[str, r.Rule]) -> dict[str, r.Rule]:
        return {i: change(rule) if i == id else rule for i, rule in rules.items()}

    local = {home: changed(rules) for home, rules in book.local.items()}
    return book.model_copy(update={"rules": changed(book.rules), "local": local})
