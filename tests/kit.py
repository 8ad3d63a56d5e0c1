"""A small municipality in Python, a plain book, and cases in words: what every test of a rule stands on."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from vaktplan.domain.days import DayClass, Period
from vaktplan.domain.instance import (
    Carried,
    DayPlaces,
    FeastWorked,
    Instance,
    Lock,
    Municipality,
    PastShift,
    Succession,
    TypeLimit,
    YearToDate,
)
from vaktplan.domain.people import (
    Absence,
    Competence,
    Doctor,
    Exemption,
    Pairing,
    Role,
    Specialty,
    Supervision,
    Wish,
)
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType, shift_id
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book, Night, Standing
from vaktplan.rulebook.norms import Dated, Norm, NormValue, plain

CASES = Path(__file__).parent / "cases"
ALL_DAYS = tuple(DayClass)
WEEKDAYS = (DayClass.WEEKDAY, DayClass.EVE)
FREE_DAYS = (DayClass.SATURDAY, DayClass.RED_DAY)

LINES = (
    Line(id="lv", name="Legevakt", kind=LineKind.LEGEVAKT),
    Line(id="tk", name="Tilkalling", kind=LineKind.TILKALLING),
    Line(id="bv", name="Bakvakt", kind=LineKind.BAKVAKT),
    Line(id="dag", name="Daglegevakt", kind=LineKind.LEGEVAKT, out_of_hours=False),
    Line(id="sh", name="Sykehjem", kind=LineKind.SYKEHJEM, out_of_hours=False),
    Line(id="nabo", name="Nabolegevakt", kind=LineKind.LEGEVAKT, municipalities=("Nabo",)),
    Line(id="lis", name="LIS1-vakt", kind=LineKind.LEGEVAKT, roles=(Role.LIS1,)),
    Line(
        id="felles",
        name="Felles legevakt",
        kind=LineKind.LEGEVAKT,
        municipalities=("Prøve", "Nabo"),
        pool="felles",
    ),
    Line(id="øhd", name="ØHD", kind=LineKind.OEHD, out_of_hours=False, pool="øhd"),
    Line(id="hs", name="Helsestasjon", kind=LineKind.HELSESTASJON, out_of_hours=False),
    Line(id="utenfor", name="Legevakt utenfor SFS 2305", kind=LineKind.LEGEVAKT, sfs=False),
    Line(id="innenfor", name="Tilsyn", kind=LineKind.SYKEHJEM, out_of_hours=False, sfs=True),
)


def _type(
    id: str,
    line: str,
    start: str,
    end: str,
    days: tuple[DayClass, ...],
    *,
    need: Need = Need.ALONE_OR_BACKUP,
    on_site: bool = True,
    load: int = 3,
    places: int = 1,
    **more: Any,
) -> ShiftType:
    return ShiftType(
        id=id,
        name=id.capitalize(),
        line=line,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        day_classes=days,
        need=need,
        on_site=on_site,
        load=load,
        places=places,
        on_demand=need is Need.BAKVAKT,
        **more,
    )


TYPES: dict[str, ShiftType] = {
    t.id: t
    for t in (
        _type("kveld", "lv", "15:30", "23:00", WEEKDAYS, load=3),
        _type("natt", "lv", "23:00", "08:00", ALL_DAYS, load=5),
        _type("helg", "lv", "08:00", "15:30", FREE_DAYS, load=4),
        _type("helgkveld", "lv", "15:30", "23:00", FREE_DAYS, load=4),
        _type("dobbel", "lv", "15:30", "23:00", ALL_DAYS, load=3, places=2),
        _type("tk-kveld", "tk", "15:30", "23:00", ALL_DAYS, need=Need.ALONE, on_site=False, load=1),
        _type("tk-dag", "tk", "08:00", "15:30", ALL_DAYS, need=Need.ALONE, on_site=False, load=1),
        _type("tk-natt", "tk", "23:00", "08:00", ALL_DAYS, need=Need.ALONE, on_site=False, load=1),
        _type("bv-dag", "bv", "08:00", "15:30", ALL_DAYS, need=Need.BAKVAKT, on_site=False, load=1),
        _type("bv-kveld", "bv", "15:30", "23:00", ALL_DAYS, need=Need.BAKVAKT, on_site=False, load=1),
        _type("bv-natt", "bv", "23:00", "08:00", ALL_DAYS, need=Need.BAKVAKT, on_site=False, load=1),
        _type("bv-sted", "bv", "15:30", "23:00", ALL_DAYS, need=Need.BAKVAKT, on_site=True, load=2),
        _type("bv-døgn", "bv", "08:00", "08:00", ALL_DAYS, need=Need.BAKVAKT, on_site=False, load=2),
        _type("døgn", "lv", "08:00", "08:00", ALL_DAYS, on_site=False, load=6),
        _type("daglv", "dag", "08:00", "15:30", WEEKDAYS, need=Need.ALONE, load=2),
        _type("visitt", "sh", "09:00", "12:00", WEEKDAYS, need=Need.NONE, load=1),
        _type("naboKveld", "nabo", "15:30", "23:00", ALL_DAYS, need=Need.NONE, load=3),
        _type("lisKveld", "lis", "15:30", "23:00", ALL_DAYS, load=3),
        _type("felles", "felles", "15:30", "23:00", ALL_DAYS, load=4),
        _type("felles-natt", "felles", "23:00", "08:00", ALL_DAYS, load=5),
        _type("a-tidlig", "sh", "08:00", "11:30", ALL_DAYS, need=Need.NONE, house="A", ward="A1"),
        _type("a-sen", "sh", "12:00", "15:30", ALL_DAYS, need=Need.NONE, house="A", ward="A1"),
        _type("a2", "sh", "08:00", "11:30", ALL_DAYS, need=Need.NONE, house="A", ward="A2"),
        _type("b", "sh", "08:00", "11:30", ALL_DAYS, need=Need.NONE, house="B", ward="B1", places=2),
        _type("ma13", "sh", "12:00", "15:30", WEEKDAYS, need=Need.NONE, weekdays=(1,), in_month=(1, 3)),
        _type("blokk-dag", "lv", "08:00", "15:30", ALL_DAYS, load=4, block="helg"),
        _type("blokk-kveld", "lv", "15:30", "23:00", ALL_DAYS, load=4, block="helg"),
        _type("blokk-to", "lv", "09:00", "15:00", ALL_DAYS, load=4, block="to", places=2),
        _type("øhd-tlf", "øhd", "16:00", "20:00", WEEKDAYS, need=Need.NONE, on_site=False, load=1),
        _type("øhd-sted", "øhd", "09:00", "15:00", ALL_DAYS, need=Need.NONE, load=3),
        _type("hs-dag", "hs", "08:00", "15:30", ALL_DAYS, need=Need.NONE, places=3),
        _type("natt-inne", "øhd", "23:00", "08:00", ALL_DAYS, need=Need.NONE, load=3),
        _type("a-hs", "hs", "08:00", "11:30", ALL_DAYS, need=Need.NONE, house="A"),
        _type("tk-lang", "tk", "16:00", "12:00", ALL_DAYS, need=Need.ALONE, on_site=False, load=1),
        _type("tilbud", "hs", "15:30", "17:30", ALL_DAYS, need=Need.NONE, places=2, load=0, optional=True),
        _type(
            "tilbud-lang", "hs", "12:00", "15:00", ALL_DAYS, need=Need.NONE, places=4, load=0, optional=True
        ),
        _type("hs-kort", "hs", "09:00", "12:00", ALL_DAYS, need=Need.NONE),
        _type("u-dag", "utenfor", "08:00", "15:30", ALL_DAYS),
        _type("u-kveld", "utenfor", "15:30", "23:00", ALL_DAYS),
        _type("tilsyn", "innenfor", "09:00", "12:00", ALL_DAYS, need=Need.NONE, load=1),
    )
}

LONG_AGO = date(2010, 1, 1)
PROFILES: dict[str, dict[str, Any]] = {
    "specialist": {
        "roles": (Role.FASTLEGE,),
        "competence": Competence(
            authorised=LONG_AGO,
            specialties=(Specialty(name="allmennmedisin", since=LONG_AGO),),
            lis1_done=LONG_AGO,
            course_acute=LONG_AGO,
            course_violence=LONG_AGO,
            duty_experience=LONG_AGO,
            service_30_months=LONG_AGO,
        ),
    },
    "lis1": {"roles": (Role.LIS1,), "competence": Competence(authorised=date(2026, 1, 1))},
    "lis3": {
        "roles": (Role.LIS3,),
        "competence": Competence(
            authorised=date(2023, 1, 1),
            lis1_done=date(2024, 9, 1),
            specialising_since=date(2024, 9, 1),
            course_acute=date(2024, 10, 1),
            course_violence=date(2024, 10, 1),
        ),
    },
    "vikar": {
        "roles": (Role.VIKAR,),
        "competence": Competence(
            authorised=LONG_AGO, turnus_done=LONG_AGO, course_acute=LONG_AGO, course_violence=LONG_AGO
        ),
    },
    "uten kurs": {
        "roles": (Role.FASTLEGE,),
        "competence": Competence(
            authorised=LONG_AGO, specialties=(Specialty(name="allmennmedisin", since=LONG_AGO),)
        ),
    },
}


def doctor(id: str, profile: str = "specialist", **fields: Any) -> Doctor:
    """A doctor of a profile, with fields changed; `competence` may be a table that changes single facts."""
    base: dict[str, Any] = {
        "id": id,
        "name": id,
        "born": date(1980, 6, 15),
        "municipality": "Prøve",
        "lines": tuple(line.id for line in LINES),
        **PROFILES[profile],
    }
    facts = fields.pop("competence", {})
    if facts:
        base["competence"] = Competence(**{**base["competence"].model_dump(), **facts})
    base.update(fields)
    return Doctor(**base)


def _norm(id: str, *values: tuple[date, Any]) -> Dated:
    return Dated(
        norm=Norm(
            id=id,
            title_nb=id,
            title_en=id,
            unit="",
            values=tuple(
                NormValue(
                    first=first,
                    last=values[i + 1][0] - (date(2, 1, 2) - date(2, 1, 1)) if i + 1 < len(values) else None,
                    value=value,
                    cite=f"{id} § 1",
                    source="kit",
                    read_on=date(2026, 11, 21),
                    verified=True,
                )
                for i, (first, value) in enumerate(values)
            ),
        )
    )


HARD = r.Term(level=r.Level.HARD)
COURSES = ("course-acute", "course-violence")
OLD, NEW = date(2020, 1, 1), date(2026, 1, 1)
STANDING = Standing(
    alone_grounds=_norm(
        "alone",
        (OLD, ("specialist-allmennmedisin", "approved-gp-experienced", "service-30-months-experienced")),
        (NEW, ("specialist", "specialising", "approved-gp", "transition-2017", "lis1-done", "turnus-done")),
    ),
    alone_grounds_also=plain(()),
    alone_courses=plain(COURSES),
    bakvakt_grounds=_norm(
        "bakvakt",
        (OLD, ("specialist-allmennmedisin", "approved-gp-experienced", "service-30-months-experienced")),
        (NEW, ("specialist", "specialising", "approved-gp", "transition-2017")),
    ),
    bakvakt_courses=plain(COURSES),
)


def soft(weight: int = 1, tier: r.Tier = r.Tier.PEOPLE) -> r.Term:
    """A priced part."""
    return r.Term(level=r.Level.SOFT, tier=tier, weight=weight)


def _rules() -> dict[str, r.Rule]:
    rules: list[r.Rule] = [
        r.Coverage(open_place=soft(100, r.Tier.COVER), open_session=soft(1, r.Tier.COVER), too_many=HARD),
        r.Eligibility(main=HARD),
        r.Competence(main=HARD),
        r.Backup(missing=HARD, same_person=HARD, unneeded=HARD, cap=2),
        r.OnePlace(main=HARD, practice=HARD),
        r.AbsenceRule(main=HARD),
        r.ExemptionRule(main=HARD, age=plain(60)),
        r.DailyRest(
            main=HARD,
            sfs_hours=plain(8),
            aml_hours=plain(11),
            aml_agreed_hours=plain(8),
            home_hours=plain(0),
        ),
        r.RestAfterNight(
            after=HARD,
            practice_lost=soft(2),
            practice_before=soft(1, r.Tier.LAW),
            free_until=plain("15:00"),
            before_hours=plain(8),
        ),
        r.NightRun(main=HARD, max_nights=plain(3)),
        r.DutyCap(
            main=HARD,
            caps=(
                r.Cap(kind="all", days=7, max=plain(5)),
                r.Cap(kind="on_site", days=28, max=plain(12)),
            ),
        ),
        r.WeekendCap(main=HARD, max_weekends=plain(2), weeks=4),
        r.Spacing(main=soft(1), days=3),
        r.Fairness(
            load=soft(1),
            nights=soft(3),
            weekends=soft(3),
            feasts=soft(3),
            bakvakt=soft(1),
            steepness={"nights": 10, "weekends": 10, "feasts": 10},
        ),
        r.FeastMemory(same_feast=soft(20), jul_and_nyttaar=soft(20)),
        r.Wishes(must_off=HARD, rather_off=soft(5), like=soft(3)),
        r.WeeklyRest(main=HARD, aml_hours=plain(35), aml_agreed_hours=plain(28)),
        r.WorkingHours(
            aml=HARD,
            sfs=soft(1, r.Tier.LAW),
            aml_hours=plain(48),
            sfs_hours=plain(48),
            home_divisor=plain(7),
            weeks=8,
        ),
        r.MinimumPractice(main=soft(2), duties_a_year=plain(10)),
        r.TraineeProgress(too_many=soft(5), too_few=soft(4), spread=soft(1), together=HARD),
        r.PairingRule(apart=HARD, back_to_back=HARD, always_with=HARD),
        r.SupervisionRule(lacking=soft(1, r.Tier.LAW), surplus=soft(1)),
        r.Continuity(unfamiliar=soft(2), changes=soft(3)),
        r.SpecialistShare(house=soft(4), service=soft(4), percent=plain(50), kinds=(LineKind.SYKEHJEM,)),
        r.WeekendBlock(main=soft(6), mode="together"),
        r.LocumLimit(main=HARD, legevakt_months=plain(6), other_months=plain(4)),
        r.OwnFirst(locum=soft(2), overtime=soft(3), week_hours=plain(37.5), home_divisor=plain(7)),
        r.HomeShare(main=soft(2, r.Tier.LAW)),
        r.MinimumDoctors(main=soft(1, r.Tier.LAW), doctors=plain(0)),
        r.Notice(
            discussed=soft(1, r.Tier.LAW),
            published=soft(1, r.Tier.LAW),
            discussed_days=plain(14),
            published_days=plain(28),
        ),
        r.RunLength(too_many=HARD, too_few=soft(2), max_days=plain(6)),
        r.RestRun(too_many=soft(1), too_few=soft(2)),
        r.SuccessionRule(main=HARD),
        r.Minutes(too_many=HARD, too_few=soft(1)),
        r.TypeLimitRule(main=HARD),
        r.Locked(main=HARD),
        r.Stability(main=soft(1, r.Tier.STABILITY)),
    ]
    return {rule.id: rule for rule in rules}


BOOK = Book(
    id="kit",
    title="Kit",
    night=Night(opens=plain("21:00"), closes=plain("06:00"), more_than_minutes=plain(180)),
    standing=STANDING,
    rules=_rules(),
)


def _param(value: Any, old: Any) -> Any:
    """A case's parameter in the shape of the one it replaces; a table of dates is a norm that changes on them."""
    if isinstance(old, Dated) and isinstance(value, dict):
        return _norm("norm", *((date.fromisoformat(day), v) for day, v in value.items()))
    if isinstance(old, Dated) and not isinstance(value, Dated):
        return plain(tuple(value) if isinstance(value, list) else value)
    if isinstance(old, r.Term) and isinstance(value, dict):
        return r.Term(**value)
    return value


def with_params(book: Book, rule: str, params: Mapping[str, Any]) -> Book:
    """The book with parameters of one rule changed; "standing.x" changes the standing."""
    changed = dict(book.rules)
    fields: dict[str, Any] = {}
    standing = book.standing
    for key, value in params.items():
        if key.startswith("standing."):
            name = key.removeprefix("standing.")
            new = _param(value, getattr(standing, name))
            standing = Standing(**{**dict(standing), name: new})
        elif key == "caps":
            fields["caps"] = tuple(r.Cap(**{**c, "max": plain(c["max"])}) for c in value)
        elif key == "kinds":
            fields["kinds"] = tuple(map(LineKind, value))
        else:
            fields[key] = _param(value, getattr(changed[rule], key))
    kind = type(changed[rule])
    changed[rule] = kind(**{**dict(changed[rule]), **fields})
    return book.model_copy(update={"rules": changed, "standing": standing})


def _shift_ref(text: str) -> tuple[date, str]:
    day, type_ = text.split(" ", 1)
    return date.fromisoformat(day), type_


def instance_of(
    first: date,
    last: date,
    types: Iterable[str],
    doctors: Iterable[Doctor],
    **fields: Any,
) -> Instance:
    """An instance of some of the kit's shift types."""
    return Instance(
        municipality="Prøve",
        book="kit",
        period=Period(first=first, last=last),
        lines=LINES,
        shift_types=tuple(TYPES[t] for t in types),
        doctors=tuple(doctors),
        **fields,
    )


class Case:
    """One case in words: an instance, a roster, the book, and the breaches that every witness must see."""

    def __init__(self, rule: str, table: Mapping[str, Any]) -> None:
        self.rule = rule
        self.name: str = table["name"]
        self.book = with_params(BOOK, rule, table.get("params", {}))
        people = {
            name: doctor(name, **{**fields, "profile": fields.get("profile", "specialist")})
            for name, fields in table["doctors"].items()
        }
        named = [
            _shift_ref(s)[1]
            for group in ("takes", "past", "locks", "base")
            for shifts in table.get(group, {}).values()
            for s in shifts
        ]
        types = [t for t in TYPES if t in {*named, *table.get("types", [])}]
        first, last = table["period"]
        self.instance = instance_of(
            first,
            last,
            types,
            people.values(),
            history=tuple(
                PastShift(doctor=d, date=_shift_ref(s)[0], shift_type=_shift_ref(s)[1])
                for d, shifts in table.get("past", {}).items()
                for s in shifts
            ),
            locks=self._pairs(table.get("locks", {})),
            base=self._pairs(table.get("base", {})),
            absences=tuple(Absence(**a) for a in table.get("absences", [])),
            exemptions=tuple(Exemption(**e) for e in table.get("exemptions", [])),
            wishes=tuple(Wish(**w) for w in table.get("wishes", [])),
            feasts_worked=tuple(FeastWorked(**f) for f in table.get("feasts_worked", [])),
            carried=tuple(Carried(**c) for c in table.get("carried", [])),
            year_to_date=tuple(YearToDate(**y) for y in table.get("year_to_date", [])),
            municipalities=tuple(Municipality(**m) for m in table.get("municipalities", [])),
            pairings=tuple(Pairing(**p) for p in table.get("pairings", [])),
            supervisions=tuple(Supervision(**s) for s in table.get("supervisions", [])),
            successions=tuple(Succession(**s) for s in table.get("successions", [])),
            day_places=tuple(DayPlaces(**p) for p in table.get("day_places", [])),
            type_limits=tuple(TypeLimit(**t) for t in table.get("type_limits", [])),
            discussed=table.get("discussed"),
            published=table.get("published"),
        )
        self.roster = Roster.of(
            (d, shift_id(*_shift_ref(s))) for d, shifts in table.get("takes", {}).items() for s in shifts
        )
        unknown = [s for _, s in self.roster.pairs if s not in self.instance.shift_by_id]
        if unknown:
            raise ValueError(f"{rule}: {self.name}: no such shift {unknown}")
        self.breaches = sorted(
            (b.get("part", "main"), b.get("doctor", ""), int(b["amount"])) for b in table["breaches"]
        )

    @staticmethod
    def _pairs(table: Mapping[str, list[str]]) -> tuple[Lock, ...]:
        return tuple(
            Lock(doctor=d, shift=shift_id(*_shift_ref(s))) for d, shifts in table.items() for s in shifts
        )

    def __repr__(self) -> str:
        return f"{self.rule}: {self.name}"


def cases(rule: str | None = None) -> list[Case]:
    """Every case of a rule, or of all rules."""
    found: list[Case] = []
    for path in sorted(CASES.glob(f"{rule or '*'}.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [Case(path.stem, table) for table in data["case"]]
    return found
