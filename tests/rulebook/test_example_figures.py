"""The examples hold what their README says: the plan's totals, careers that hang together, nothing that cannot be."""

import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from instances.invented import WOMEN
from instances.sandefjord_lines import FTE, sessions_a_week
from vaktplan.domain.clock import anniversary
from vaktplan.domain.days import Feast
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, ExemptionKind, Role, Scope, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Need, shift_id
from vaktplan.read.models import load_book
from vaktplan.rulebook.parse import check_covers, dates_needed
from vaktplan.rulebook.rules import Level
from vaktplan.verify.verify import verify

FOLDER = Path(__file__).parents[2] / "instances"
TEXTS = {
    name: (FOLDER / name / "instance.json").read_text(encoding="utf-8") for name in ("smavik", "sandefjord")
}
EXAMPLES = {name: Instance.model_validate_json(text) for name, text in TEXTS.items()}
SMAVIK, SANDEFJORD = EXAMPLES["smavik"], EXAMPLES["sandefjord"]
YEAR_END = date(2026, 12, 31)
DUTY = {"daglegevakt", "legevakt", "tilkalling", "bakvakt"}


def _with(role: Role) -> list[Doctor]:
    return [d for d in SANDEFJORD.doctors if role in d.roles]


def _age(doctor: Doctor) -> int:
    return YEAR_END.year - doctor.born.year


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_json_is_canonical(name: str) -> None:
    data = EXAMPLES[name].model_dump(mode="json")
    assert json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False) + "\n" == TEXTS[name]


def test_the_gps_are_those_of_the_plan() -> None:
    gps = _with(Role.FASTLEGE)
    assert len(gps) == 54
    assert len({d.office for d in gps}) == 14
    assert round(sum(map(_age, gps)) / 54, 1) == 48.2
    assert sum(_age(d) >= 50 for d in gps) == 18
    assert sum(2027 <= d.born.year + 70 <= 2034 for d in gps) == 11
    assert sum(d.name.split()[0] in WOMEN for d in gps) == 21
    special = [d for d in gps if any(s.name == "allmennmedisin" for s in d.competence.specialties)]
    assert len(special) == 40


def test_the_other_groups_are_those_of_the_plan() -> None:
    assert len(SANDEFJORD.doctors) == 80
    lis1 = _with(Role.LIS1)
    assert (len(lis1), len({d.office for d in lis1})) == (5, 4)
    assert len(_with(Role.LIS3)) == 12
    daytime, homes = _with(Role.LEGEVAKTSLEGE), _with(Role.SYKEHJEMSLEGE)
    assert (len(daytime), sum(d.position_percent for d in daytime)) == (2, 140)
    assert sum(d.position_percent for d in homes) == 750
    assert 2 * sum(bool(d.competence.specialties) for d in homes) >= len(homes)
    clinics = [d.position_percent for d in _with(Role.HELSESTASJONSLEGE)]
    assert sum(clinics) == 180 and 90 in clinics
    assert not [d.id for d in homes if DUTY & set(d.lines) or d.share_on(YEAR_END)]


def test_names_and_ids_are_nobody_elses() -> None:
    for example in EXAMPLES.values():
        assert max(Counter(d.id for d in example.doctors).values()) == 1
        assert max(Counter(d.name for d in example.doctors).values()) == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_careers_hang_together(name: str) -> None:
    for doctor in EXAMPLES[name].doctors:
        c = doctor.competence
        assert c.authorised is not None
        assert anniversary(doctor.born, 25) <= c.authorised <= YEAR_END
        trained = [d for d in (c.turnus_done, c.lis1_done, c.approved_gp) if d is not None]
        later = [s.since for s in c.specialties] + ([c.specialising_since] if c.specialising_since else [])
        assert not later or trained, doctor.id
        assert all(min(trained) <= d for d in later)
        assert all(d <= date(2027, 1, 31) for d in (*trained, *later))
        assert (Role.LIS1 in doctor.roles) == (not trained)
        assert (Role.LIS3 in doctor.roles) == (c.specialising_since is not None)
        if doctor.age_claim is not None:
            assert anniversary(doctor.born, 60) < date(2026, 12, 1)


@pytest.mark.parametrize("name", EXAMPLES)
def test_everybody_may_hold_the_post_they_have(name: str) -> None:
    """Kompetanseforskriften §§ 3-5: specialist, specialising, approved, there since 2017, locum or LIS1."""
    for doctor in EXAMPLES[name].doctors:
        c, day = doctor.competence, EXAMPLES[name].period.first
        facts = (c.specialising_since, c.approved_gp, *(s.since for s in c.specialties))
        passing = {Role.VIKAR, Role.LIS1} & set(doctor.roles)
        assert passing or c.transition_2017 or any(f is not None and f <= day for f in facts), doctor.id
        if c.transition_2017:
            assert (c.turnus_done or c.lis1_done or date.max) <= date(2017, 3, 1), doctor.id


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_fritak_tells_its_ground(name: str) -> None:
    """A right of one who is not over 60 could have but one kind of ground; the examples hold none."""
    example = EXAMPLES[name]
    for e in example.exemptions:
        if e.kind is ExemptionKind.RIGHT:
            assert e.first > anniversary(example.doctor_by_id[e.doctor].born, 60)


def test_the_lines_and_hours_are_those_of_the_plan() -> None:
    duty = [s for s in SANDEFJORD.shifts if s.line.id in DUTY]
    kinds = Counter((s.line.id, s.on_site) for s in duty)
    assert kinds == {
        ("daglegevakt", True): 20,
        ("legevakt", True): 20 + 31 + 11 + 11,
        ("tilkalling", False): 20 + 11 + 11,
        ("bakvakt", False): 20 + 31 + 11 + 11,
    }
    for day in SANDEFJORD.period.days:
        hours = sorted((s.start, s.end) for s in duty if s.date == day and s.on_site)
        assert all(a[1] == b[0] for a, b in pairwise(hours)), "somebody on site round the clock"


def test_the_sessions_of_a_week_are_those_of_the_plans_posts() -> None:
    """Half-days a week per house: seven of a full post, to the nearest whole; 53 of 7.5 posts."""
    types = {t.id: t for t in SANDEFJORD.shift_types}
    weekly = Counter[str]()
    for t in types.values():
        if t.line == "sykehjem":
            weekly[t.house] += len(t.weekdays)
    for house, posts in FTE.items():
        assert abs(weekly[house] - sessions_a_week(posts)) <= 0.6, house
    assert sum(weekly.values()) == 53


def test_every_line_of_the_plan_is_there() -> None:
    kinds = {line.kind.value for line in SANDEFJORD.lines}
    assert kinds == {
        "legevakt", "tilkalling", "bakvakt", "oehd", "sykehjem", "helsestasjon", "beredskap", "veiledning",
    }  # fmt: skip
    stand_by = [s for s in SANDEFJORD.shifts if s.line.kind.value == "beredskap"]
    ends = sorted((s.start, s.end) for s in stand_by)
    assert all(a[1] >= b[0] for a, b in pairwise(ends)), "somebody stands by round the clock"
    ungdom = [s.date.isoweekday() for s in SANDEFJORD.shifts if s.line.id == "ungdom"]
    assert set(ungdom) == {2, 4}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_duty_open_to_beginners_has_a_bakvakt_window_over_its_hours(name: str) -> None:
    shifts = EXAMPLES[name].shifts
    windows = {(s.start, s.end) for s in shifts if s.on_demand}
    assert all((s.start, s.end) in windows for s in shifts if s.need is Need.ALONE_OR_BACKUP)


def test_smavik_is_seven_doctors_one_lis1_and_two_fritak() -> None:
    assert len(SMAVIK.doctors) == 7
    assert sum(Role.LIS1 in d.roles for d in SMAVIK.doctors) == 1
    right, decision = SMAVIK.exemptions
    assert (right.kind, right.scope) == (ExemptionKind.RIGHT, Scope.NIGHT)
    assert (decision.kind, decision.last) == (ExemptionKind.DISCRETION, date(2027, 1, 17))
    assert not any(d.age_claim for d in SMAVIK.doctors)
    assert {w.kind for w in SMAVIK.wishes} == set(WishKind)
    assert {f.feast for f in SMAVIK.feasts_worked if f.year == 2026} >= {Feast.JUL, Feast.NYTTAAR}


@pytest.mark.parametrize("name", EXAMPLES)
def test_balances_sum_to_nothing(name: str) -> None:
    carried = EXAMPLES[name].carried
    for measure in ("load", "nights", "weekends", "feasts"):
        assert sum(getattr(c, measure) for c in carried) == 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_week_before_was_lawful_and_covered(name: str) -> None:
    now = EXAMPLES[name]
    days = sorted(p.date for p in now.history)
    before = Instance(
        **{
            **{field: getattr(now, field) for field in Instance.model_fields},
            "period": {"first": days[0], "last": days[-1]},
            **{field: () for field in ("history", "locks", "wishes", "absences", "carried", "feasts_worked")},
        }
    )
    roster = Roster.of((p.doctor, shift_id(p.date, p.shift_type)) for p in now.history)
    verdict = verify(before, load_book(now.book), roster)
    assert [b.text for b in verdict.breaches if b.level is Level.HARD] == []
    assert [s.id for s, _n in roster.open_places(before) if s.line.id in DUTY | {"lv", "bv"}] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_lies_wholly_outside_the_month(name: str) -> None:
    example = EXAMPLES[name]
    first, last = example.period.first, example.period.last
    for fact in (*example.absences, *example.wishes):
        assert (fact.first or first) <= last and (fact.last or last) >= first
    check_covers(load_book(example.book), *dates_needed(example))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_wish_can_be_granted(name: str) -> None:
    """Nobody wishes for a night from which they are exempt."""
    example = EXAMPLES[name]
    exempt = {d.id for d in example.doctors if d.age_claim in (Scope.ALL, Scope.NIGHT)}
    exempt |= {e.doctor for e in example.exemptions if e.scope in (Scope.ALL, Scope.NIGHT)}
    likes = [w for w in example.wishes if w.kind is WishKind.LIKE and w.shift_type == "natt"]
    assert likes and not [w for w in likes if w.doctor in exempt]
