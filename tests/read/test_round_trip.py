"""What is written reads back as the same Instance, whatever lawful texts, dates and numbers it holds."""

from datetime import date, time, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.kit import BOOK
from vaktplan.domain.base import Fact
from vaktplan.domain.days import DayClass, Feast, Period
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
    AbsenceKind,
    Competence,
    Doctor,
    DutyShare,
    Exemption,
    ExemptionKind,
    Pairing,
    PairingKind,
    RestProfile,
    Role,
    Scope,
    Specialty,
    Supervision,
    Wish,
    WishKind,
)
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType
from vaktplan.errors import InvalidInput
from vaktplan.read.example import example
from vaktplan.read.template import write_workbook
from vaktplan.read.workbook import read_workbook

HOMES = ("Fjordvik", "Nes, indre", "=Vik", "Nes")
NAMES = (
    "Åse", "O'Brien", "=SUM(A1)", "+47", "-1", "@ola", "Ó Súilleabháin", "#N/A", "1", "007", "TRUE", "1.5", "Ødegård",
    "5.3.2026", "Nils  Nilsen", "😀 Smil", "Kåre & Søn <b>", '"Ola"', "%d {navn} %s", "12:30", "E\u0301va", "a;b, c",
)  # fmt: skip


class _Maker:
    """A seeded maker of Instances that use every field."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.first = date(2027, 1, 1) + timedelta(days=self.random.randrange(300))
        self.last = self.first + timedelta(days=self.random.randrange(1, 60))

    def some(self, *among: object, most: int = 3) -> tuple[object, ...]:
        return tuple(self.random.sample(among, self.random.randint(0, min(most, len(among)))))

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.random.randrange((last - first).days + 1))

    def maybe(self, value: object) -> object:
        return value if self.random.random() < 0.6 else None

    def past(self) -> date:
        return self.day(date(1990, 1, 1), self.first - timedelta(days=1))

    def number(self) -> float:
        return self.random.choice((0.0, 1.0, 0.1 + 0.2, -2.5, 1 / 3, self.random.uniform(-50, 50), 1e-7))

    def clock(self) -> time:
        return time(self.random.choice((0, 1, 4, 8, 15, 23)), self.random.randrange(60))

    def competence(self) -> Competence:
        facts = {
            n: self.maybe(self.past())
            for n, f in Competence.model_fields.items()
            if n not in ("specialties", "transition_2017")
        }
        names = self.some("allmennmedisin", "samfunnsmedisin", "indre medisin", "a, b")
        specialties = tuple(Specialty(name=str(n), since=self.past()) for n in names)
        return Competence.model_validate(
            {**facts, "specialties": specialties, "transition_2017": self.random.random() < 0.3}
        )

    def doctor(self, n: int, lines: tuple[Line, ...]) -> Doctor:
        shares = tuple(
            DutyShare.model_validate(
                {
                    "share": self.random.choice((0, 0.5, 1, 1 / 3)),
                    "first": self.maybe(self.first),
                    "last": self.maybe(self.last),
                }
            )
            for _ in range(self.random.randint(0, 3))
        )
        return Doctor.model_validate(
            {
                "id": f"{self.random.choice(('d', 'Å', '0', '=', '1e', 'lege '))}{n}",
                "name": f"{self.random.choice(NAMES)} {n}",
                "born": self.day(date(1940, 1, 1), date(2005, 1, 1)),
                "roles": self.some(*Role),
                "municipality": self.random.choice(HOMES[:3]),
                "position_percent": self.random.choice((0, 37.5, 100, 100 / 3)),
                "duty_shares": shares if n else (DutyShare(share=1),),
                "office": self.random.choice(("", *NAMES)),
                "lines": self.some(*(line.id for line in lines)),
                "rest_profile": self.random.choice(tuple(RestProfile)),
                "practice_weekdays": self.some(1, 2, 3, 4, 5, most=5),
                "competence": self.competence() if self.random.random() < 0.8 else Competence(),
                "age_claim": self.maybe(self.random.choice(tuple(Scope))),
                "other_hours": self.random.choice((0, 7.5, 100 / 3)),
                "wards": self.some("A1", "2 øst", "=3", "4"),
                "first_day": self.maybe(self.past()),
                "last_day": self.maybe(self.day(self.first, self.last)),
                **self.limits("min_minutes", "max_minutes", 20000),
                **self.limits("min_run", "max_run", 20),
                **self.limits("min_rest_run", "max_rest_run", 20),
                "max_weekends": self.maybe(self.random.randrange(5)),
            }
        )

    def limits(self, low: str, high: str, most: int) -> dict[str, object]:
        least = self.random.randint(1, most)
        return {low: self.maybe(least), high: self.maybe(self.random.randint(least, most))}

    def type(self, n: int, lines: tuple[Line, ...]) -> ShiftType:
        need = self.random.choice(tuple(Need))
        days = self.some(*DayClass, most=4) or (DayClass.RED_DAY,)
        return ShiftType.model_validate(
            {
                "id": f"{self.random.choice(('t', 'natt', '8'))}{n}",
                "name": self.random.choice(NAMES),
                "line": self.random.choice(lines).id,
                "start": self.clock(),
                "end": self.clock(),
                "day_classes": days,
                "places": self.random.randint(1, 20),
                "on_site": self.random.random() < 0.5,
                "load": self.random.randint(0, 100),
                "need": need,
                "on_demand": need is Need.BAKVAKT,
                "letter": self.random.choice(("", "N", "=1", "12")),
                "weekdays": self.some(1, 2, 3, 4, 5, 6, 7, most=7),
                "in_month": self.some(1, 2, 3, 4, 5, most=5),
                "house": self.random.choice(("", *NAMES)),
                "ward": self.random.choice(("", "A1", "2 øst", "=3", "4")),
                "optional": self.random.random() < 0.3,
                "block": self.random.choice(("", "helg", "1,5")),
            }
        )

    def span(self) -> tuple[date, date]:
        middle = self.day(self.first, self.last)
        return middle - timedelta(days=self.random.randrange(9)), middle + timedelta(
            days=self.random.randrange(9)
        )

    def wish(self, doctor: str, types: tuple[ShiftType, ...]) -> Wish:
        first, last = self.span()
        return Wish.model_validate(
            {
                "doctor": doctor,
                "kind": self.random.choice(tuple(WishKind)),
                "strength": self.random.randint(1, 5),
                "first": first,
                "last": self.maybe(last),
                "shift_type": self.maybe(self.random.choice(types).id),
                "weekdays": self.some(1, 2, 3, 4, 5, 6, 7, most=7),
            }
        )

    def year(self, doctor: str, year: int) -> YearToDate:
        counts = {
            n: self.random.randrange(200) for n in YearToDate.model_fields if n not in ("doctor", "year")
        }
        hours = {n: self.random.choice((0.0, 7.5, 1 / 3)) for n in ("hours_on_site", "hours_home")}
        return YearToDate.model_validate({**counts, **hours, "doctor": doctor, "year": year})

    def municipalities(self) -> tuple[Municipality, ...]:
        agreed = self.random.random() < 0.5
        named = HOMES if agreed else self.some(*HOMES)
        return tuple(
            Municipality.model_validate(
                {
                    "name": name,
                    "share_percent": share if agreed else None,
                    "book": self.random.choice(("", "legevakt", "egen")),
                    "red_days": tuple(sorted({self.day(self.first, self.last) for _ in range(n)})),
                }
            )
            for n, (name, share) in enumerate(zip(named, (100 / 3, 200 / 3 - 12.5, 12.5, 0), strict=False))
        )

    def pairings(self, doctors: tuple[Doctor, ...], lines: tuple[Line, ...]) -> tuple[Pairing, ...]:
        """Rows that do not contradict each other: each two meet in one row alone."""
        pairs = [(a, b) for n, a in enumerate(doctors) for b in doctors[n + 1 :]]
        made = []
        for one, two in self.random.sample(pairs, min(5, len(pairs))):
            kind = self.random.choice(tuple(PairingKind))
            both = [ln.id for ln in lines if ln.open_to(one) and ln.open_to(two)]
            if kind is PairingKind.ALWAYS_WITH and not both:
                kind = PairingKind.NEVER_TOGETHER
            among = both if kind is PairingKind.ALWAYS_WITH else [ln.id for ln in lines]
            line = self.maybe(self.random.choice(among))
            made.append(
                Pairing.model_validate({"doctor": one.id, "other": two.id, "kind": kind, "line": line})
            )
        return tuple(made)

    def supervisions(self, doctors: tuple[Doctor, ...], lines: tuple[Line, ...]) -> tuple[Supervision, ...]:
        meetings = [
            (one.id, two.id, ln.id)
            for one in doctors
            for two in doctors
            for ln in lines
            if one is not two and ln.open_to(one) and ln.open_to(two)
        ]
        return tuple(
            Supervision(doctor=d, supervisor=o, line=line, minutes_a_month=self.random.randint(1, 6000))
            for d, o, line in self.random.sample(meetings, min(3, len(meetings)))
        )

    def instance(self) -> Instance:
        instance = self.without_locks()
        slots = self.random.sample(instance.shifts, min(4, len(instance.shifts)))
        locks = tuple(Lock(doctor=self.random.choice(instance.doctors).id, shift=s.id) for s in slots)
        places = tuple(
            DayPlaces(date=s.date, shift_type=s.type.id, places=self.random.randrange(21))
            for s in self.random.sample(instance.shifts, min(3, len(instance.shifts)))
        )
        return instance.model_copy(update={"locks": locks, "day_places": places})

    def without_locks(self) -> Instance:
        random = self.random
        lines = tuple(
            Line.model_validate(
                {
                    "id": f"l{n}",
                    "name": random.choice(NAMES),
                    "kind": random.choice(tuple(LineKind)),
                    "out_of_hours": random.random() < 0.5,
                    "roles": self.some(*Role),
                    "municipalities": self.some("Fjordvik", "Nes", "=Vik"),
                    "pool": random.choice(("", "øhd", "=1")),
                    "sfs": random.choice((None, True, False)),
                }
            )
            for n in range(random.randint(1, 4))
        )
        types = tuple(self.type(n, lines) for n in range(random.randint(1, 6)))
        doctors = tuple(self.doctor(n, lines) for n in range(random.randint(1, 9)))
        period = Period(first=self.first, last=self.last)

        def who() -> str:
            return random.choice(doctors).id

        scopes, spans = tuple(Scope), [self.span() for _ in range(6)]
        return Instance(
            municipality=random.choice(("Fjordvik", "=Fjordvik", "Nes i Ådal")),
            unit=random.choice(("Legevakt", "IKL", "Ålesund 2")),
            book=random.choice(("legevakt", "egen.toml")),
            period=period,
            practice_start=time(7, 45),
            practice_end=random.choice((time(15, 30), time(0))),
            lines=lines,
            shift_types=types,
            doctors=doctors,
            exemptions=tuple(
                Exemption.model_validate(
                    {
                        "doctor": who(),
                        "kind": random.choice(tuple(ExemptionKind)),
                        "scope": random.choice(scopes),
                        "first": first,
                        "last": self.maybe(last),
                        "decided": self.maybe(self.past()),
                        "case": random.choice(("", "2026/118", "=1")),
                    }
                )
                for first, last in spans[:3]
            ),
            absences=tuple(
                Absence(
                    doctor=who(),
                    first=first,
                    last=last,
                    kind=random.choice(tuple(AbsenceKind)),
                    counts_as_presence=random.random() < 0.5,
                )
                for first, last in spans[3:]
            ),
            wishes=tuple(self.wish(who(), types) for _ in range(random.randint(0, 6))),
            history=tuple(
                PastShift(
                    doctor=who(), date=self.first - timedelta(days=n), shift_type=random.choice(types).id
                )
                for n in range(1, random.randint(2, 9))
            ),
            feasts_worked=tuple(
                FeastWorked(doctor=who(), feast=random.choice(tuple(Feast)), year=2026) for _ in range(3)
            ),
            carried=tuple(
                Carried(
                    doctor=d.id,
                    load=self.number(),
                    nights=self.number(),
                    weekends=self.number(),
                    feasts=self.number(),
                    bakvakt=self.number(),
                    duties_done=random.randint(0, 900),
                )
                for d in doctors[::2]
            ),
            year_to_date=tuple(
                self.year(d.id, self.last.year - n) for d in doctors for n in range(random.randrange(3))
            ),
            municipalities=self.municipalities(),
            pairings=self.pairings(doctors, lines),
            supervisions=self.supervisions(doctors, lines),
            successions=tuple(
                Succession(
                    first=random.choice(types).id, then=random.choice(types).id, days=random.randrange(15)
                )
                for _ in range(random.randrange(4))
            ),
            type_limits=tuple(
                TypeLimit(doctor=d.id, shift_type=random.choice(types).id, most=random.randrange(5))
                for d in doctors[:: random.choice((1, 2, 3))]
            ),
            discussed=self.maybe(self.past()),
            published=self.maybe(self.past()),
        )


def _identity(seed: int, folder: Path) -> None:
    instance = _Maker(seed).instance()
    path = folder / f"{seed}.xlsx"
    write_workbook(instance, path)
    assert read_workbook(path, book=BOOK).instance == instance, seed


def _used(fact: Fact) -> set[str]:
    """The fields of a fact, and of the facts in it, that hold something else than they would by themselves."""
    found = set()
    for name, info in type(fact).model_fields.items():
        value = getattr(fact, name)
        if info.is_required() or value != info.get_default(call_default_factory=True):
            found.add(f"{type(fact).__name__}.{name}")
        for part in value if isinstance(value, tuple) else (value,):
            found |= _used(part) if isinstance(part, Fact) else set()
    return found


def test_the_maker_leaves_no_field_unused() -> None:
    used = set().union(*(_used(_Maker(seed).instance()) for seed in range(40)))
    kinds = {name.partition(".")[0]: None for name in used}
    facts = {kind.__name__: kind for kind in Fact.__subclasses__() if kind.__name__ in kinds}
    every = {f"{name}.{field}" for name, kind in facts.items() for field in kind.model_fields}
    assert every - used == {"Instance.base"}


@pytest.mark.parametrize("seed", range(10))
def test_written_and_read_is_the_identity(seed: int, tmp_path: Path) -> None:
    _identity(seed, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 400))
def test_written_and_read_is_the_identity_at_length(seed: int, tmp_path: Path) -> None:
    _identity(seed, tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"wishes": (example().wishes[0].model_copy(update={"strength": 6}),)},
        {"day_places": (example().day_places[0].model_copy(update={"places": 21}),)},
        {"municipality": "Nes\u202e"},
        {"unit": ""},
        {"municipality": "x" * 201},
        {"practice_start": time(8, 0, 30)},
        {"doctors": (example().doctors[0].model_copy(update={"id": "a,b"}),)},
        {"doctors": (example().doctors[0].model_copy(update={"name": ""}),)},
        {"doctors": (example().doctors[0].model_copy(update={"born": date(1890, 1, 1)}),)},
    ],
)
def test_what_no_cell_can_carry_is_refused_when_written(change: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        write_workbook(example().model_copy(update=change), tmp_path / "bok.xlsx")
    assert [f.code for f in caught.value.faults] == ["not-writable"]
    assert not list(tmp_path.iterdir())
