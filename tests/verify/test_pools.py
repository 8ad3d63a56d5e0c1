"""Pools, agreed shares and what else a row of the account holds, against numbers worked out by hand."""

from datetime import date
from fractions import Fraction as F

from tests.kit import BOOK, LINES, doctor, instance_of, with_params
from vaktplan.domain.instance import Municipality
from vaktplan.domain.people import Exemption, ExemptionKind, Scope, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.ledger import fair_shares, ledger

THURSDAY = date(2027, 1, 7)
BEGINS, ENDS = date(2027, 1, 4), date(2027, 1, 10)
AGREED = (Municipality(name="Prøve", share_percent=60), Municipality(name="Nabo", share_percent=40))


def test_each_pool_is_shared_by_itself() -> None:
    """4 evenings of two places and 4 days of øhd, which b does not work: a has all of those."""
    common = tuple(line.id for line in LINES if line.id != "øhd")
    people = [doctor("a"), doctor("b", lines=common)]
    instance = instance_of(BEGINS, THURSDAY, ("dobbel", "øhd-sted"), people)
    shares = fair_shares(instance, BOOK)
    a, b = shares["a"]["load"], shares["b"]["load"]
    assert (a.target, b.target) == (12 + 12, 12)
    assert [(p.pool, p.total, p.part, p.amount) for p in a.parts] == [
        ("", 24, F(1, 2), 12),
        ("øhd", 12, 1, 12),
    ]
    assert (a.total, a.total * a.weight / a.weight_sum) == (36, 24)
    assert ([p.pool for p in b.parts], b.total, b.weight, b.weight_sum) == ([""], 24, 1, 2)


def test_a_pool_inside_opening_hours_goes_by_the_post() -> None:
    people = [doctor("a", duty_shares=()), doctor("b", position_percent=33.333)]
    share = fair_shares(instance_of(BEGINS, ENDS, ("øhd-sted",), people), BOOK)
    assert (share["a"]["load"].share, share["b"]["load"].share) == (1, F(3333, 10000))
    assert share["a"]["load"].target == 21 / (1 + F(3333, 10000))


def test_an_agreed_share_is_divided_first() -> None:
    people = [doctor("a"), doctor("b"), doctor("n", municipality="Nabo"), doctor("x", municipality="Annen")]
    instance = instance_of(BEGINS, ENDS, ("felles", "kveld"), people, municipalities=AGREED)
    shares = fair_shares(instance, BOOK)
    parts = {d: {p.pool: (p.amount, p.agreed) for p in shares[d]["load"].parts} for d in ("a", "n", "x")}
    # felles: 28 points, 60 % of them for two; the common pool too has lines that are open to all: 5 evenings, 15 points
    assert parts["a"] == {"": (F(9, 2), 60), "felles": (F(42, 5), 60)}
    assert parts["n"] == {"": (6, 40), "felles": (F(56, 5), 40)}
    assert parts["x"] == {"": (0, 0)}  # felles is not for x
    assert sum(shares[d]["load"].target for d in shares) == 28 + 15


def test_lines_of_one_municipality_each_are_not_divided_by_the_agreement() -> None:
    lines = tuple(line.model_copy(update={"municipalities": ("Prøve",)}) for line in LINES)
    instance = instance_of(BEGINS, ENDS, ("kveld",), [doctor("a")], municipalities=AGREED)
    instance = instance.model_copy(update={"lines": lines})
    [part] = fair_shares(instance, BOOK)["a"]["load"].parts
    assert (part.agreed, part.amount) == (None, 15)
    [alone] = AGREED[:1]
    [part] = fair_shares(instance_of(BEGINS, ENDS, ("kveld",), [doctor("a")], municipalities=(alone,)), BOOK)[
        "a"
    ]["load"].parts
    assert part.agreed is None


def test_what_is_owed_after_goes_by_what_was_planned_in_each_pool() -> None:
    common = tuple(line.id for line in LINES if line.id != "øhd")
    instance = instance_of(BEGINS, ENDS, ("natt", "øhd-sted"), [doctor("a"), doctor("b", lines=common)])
    roster = Roster.of([("b", "2027-01-04:natt"), ("a", "2027-01-09:øhd-sted"), ("b", "2027-01-06:natt")])
    a, b = ({m.measure: m for m in row.measures}["load"] for row in ledger(instance, BOOK, roster))
    # planned: nights 10, øhd 3. a: 5 + 3 - 3; b: 5 - 10
    assert (a.owed_after, b.owed_after) == (5, -5)
    assert [(p.pool, p.total, p.amount) for p in a.parts] == [("", 35, 17.5), ("øhd", 21, 21)]


def test_the_row_counts_days_duties_wishes_and_hours_by_kind() -> None:
    wishes = (
        Wish(doctor="a", kind=WishKind.MUST_OFF, weekdays=(7,)),  # the night to Sunday touches it
        Wish(doctor="a", kind=WishKind.RATHER_OFF, first=date(2027, 1, 5), last=date(2027, 1, 5)),  # met
        Wish(doctor="a", kind=WishKind.LIKE, shift_type="natt", weekdays=(6,)),  # met
        Wish(doctor="a", kind=WishKind.LIKE, shift_type="natt", weekdays=(1,)),
        Wish(doctor="a", kind=WishKind.LIKE, first=date(2027, 2, 1)),  # about nothing in the period
        Wish(doctor="b", kind=WishKind.LIKE, shift_type="natt"),
    )
    types = ("natt", "tk-kveld", "bv-natt", "visitt", "helg")
    instance = instance_of(BEGINS, ENDS, types, [doctor("a"), doctor("b")], wishes=wishes)
    takes = ("06:natt", "06:visitt", "07:tk-kveld", "08:bv-natt", "09:natt", "10:helg")
    a, b = ledger(instance, BOOK, Roster.of(("a", f"2027-01-{t}") for t in takes))
    assert (a.days_worked, a.duties, a.red_days) == (5, 4, 1)
    assert (a.wishes_asked, a.wishes_met) == (4, 2)
    assert (b.wishes_asked, b.wishes_met, b.hours_by_kind) == (1, 0, {})
    assert a.hours_by_kind == {"legevakt": 25.5, "tilkalling": 7.5, "bakvakt": 9, "sykehjem": 3}


def test_an_eve_and_a_red_day_of_the_municipality_are_red_days() -> None:
    own = (Municipality(name="Nabo", red_days=(date(2026, 12, 22),)),)
    people = [doctor("a", municipality="Nabo")]
    instance = instance_of(date(2026, 12, 21), date(2026, 12, 25), ("naboKveld",), people, municipalities=own)
    [row] = ledger(instance, BOOK, Roster.of(("a", s.id) for s in instance.shifts))
    assert (row.shifts, row.red_days) == (5, 3)  # 22, 24 (an eve) and 25


def test_no_practice_day_is_lost_by_one_who_has_left() -> None:
    who = doctor("a", practice_weekdays=(1, 2, 3, 4, 5), last_day=date(2027, 1, 5))
    instance = instance_of(BEGINS, ENDS, ("natt",), [who])
    [row] = ledger(instance, BOOK, Roster.of([("a", "2027-01-04:natt"), ("a", "2027-01-05:natt")]))
    assert row.practice_days_lost == 1


def test_a_municipality_charges_its_own_doctors_by_its_own_book() -> None:
    steep = with_params(BOOK, "fairness", {"steepness": {"nights": 40}, "make_up_percent": 100})
    older = with_params(steep, "exemption", {"age": 70})
    book = BOOK.with_local({"Nabo": older})
    born = date(1960, 6, 15)  # 66: over 60, not over 70
    people = [
        doctor(i, municipality=home, born=born, age_claim=Scope.NIGHT)
        for i, home in (("a", "Prøve"), ("n", "Nabo"))
    ]
    plain = instance_of(BEGINS, THURSDAY, ("natt",), people)
    shares = fair_shares(plain, book)
    assert (shares["a"]["nights"].able, shares["n"]["nights"].able) == (0, 1)
    a, n = ({m.measure: m.cost for m in row.measures} for row in ledger(plain, book, Roster()))
    assert (a["nights"], n["nights"]) == (0, 40 * 16 * 3)
    exempt = [
        Exemption(doctor=d, kind=ExemptionKind.RIGHT, scope=Scope.NIGHT, first=date(2027, 1, 1)) for d in "an"
    ]
    shares = fair_shares(instance_of(BEGINS, THURSDAY, ("natt",), people, exemptions=tuple(exempt)), book)
    assert [shares[d]["load"].able for d in "an"] == [0, 1]  # the neighbour's book makes up for it in load
