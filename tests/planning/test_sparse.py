"""A plan with few sheets says what it can and no more; wrong formulas do not survive the plan's own figures."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instances.planning_facts import facts
from vaktplan.i18n import use
from vaktplan.planning import contract_rows, contracts, home_rows, homes, money, post_rows, posts
from vaktplan.planning.facts import Facts, Hjemmel, House, Setting, Unit
from vaktplan.planning.formula import evaluate
from vaktplan.planning.reckoning import Row
from vaktplan.planning.scenarios import compare, usual
from vaktplan.planning.staffing import staffing

from .kit import norms, sandefjord

LARVIK = Setting(
    municipality="Larvik", status_on=date(2026, 1, 1), residents=47_000, first_year=2027, last_year=2030
)
SHEETS = (
    "hjemler",
    "houses",
    "units",
    "posts",
    "services",
    "supervisors",
    "projections",
    "measures",
    "printed",
)


def test_a_municipality_with_nothing_but_its_setting_has_a_plan() -> None:
    plan = staffing(Facts(setting=LARVIK), norms())
    assert {f.key.split(".")[0] for f in plan.figures} == {"nfas", "lis", "vakt"}
    assert (plan.houses, plan.rotation, plan.contradictions) == ((), (), ())
    assert len(plan.years) == 4 and plan.years[0].duties_each is None


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_sheet_may_be_empty(sheet: str) -> None:
    known = facts().model_copy(update={sheet: ()})
    plan = staffing(known, norms())
    fewer = {f.key for f in plan.figures}
    assert fewer <= {f.key for f in sandefjord().figures} | {"vakt.first-under-goal"}
    assert compare(known, norms(), None, usual(known), (2021, 2024)).results


def test_the_single_numbers_may_be_missing() -> None:
    plan = staffing(facts().model_copy(update={"inputs": {}}), norms())
    keys = {f.key for f in plan.figures}
    assert "penger.grant-all" not in keys and "ndu.own" not in keys and "vakt.duties" not in keys
    assert "penger.grant-today" in keys and "sykehjem.need" in keys


def test_vacant_contracts_and_houses_without_doctors_are_counted() -> None:
    known = Facts(
        setting=LARVIK,
        hjemler=(
            Hjemmel(id="1", list_length=0, list_cap=0),
            Hjemmel(id="2", born=date(1960, 2, 29), list_length=900, list_cap=1000),
        ),
        houses=(House(id="a", name="A", fte=0),),
        units=(Unit(house="a", name="1", places=10, short=2),),
    )
    plan = staffing(known, norms())
    assert plan.figure("hjemler.vacant").value == 1
    assert plan.figure("sykehjem.a.need").value == pytest.approx(8 / 80 + 2 / 12)
    assert "sykehjem.a.places-a-post" not in {f.key for f in plan.figures}
    assert [r.in_place.likely for r in plan.years] == [2, 2, 2, 1]  # 70 on 1 March 2030


def test_houses_of_like_names_are_kept_apart() -> None:
    ids = ("nord-1", "nord_1", "nord {1}", "need", "ªst", "norm:nfas.week")
    known = Facts(
        setting=LARVIK,
        houses=tuple(House(id=id, name=id, fte=1) for id in ids),
        units=tuple(Unit(house=id, name="1", places=80 * n) for n, id in enumerate(ids, start=1)),
    )
    plan = staffing(known, norms())
    assert plan.figure("sykehjem.need").value == pytest.approx(21)
    assert [r.need for r in plan.houses if r.house and not r.unit] == pytest.approx([1, 2, 3, 4, 5, 6])
    for figure in plan.figures:
        given_values = {i.name: i.value for i in figure.inputs}
        assert evaluate(figure.formula, given_values) == pytest.approx(figure.value)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3_000), st.integers(0, 500))
def test_longer_lists_never_need_fewer_contracts(length: int, more: int) -> None:
    def need(n: int) -> float:
        hjemmel = Hjemmel(id="1", born=date(1980, 1, 1), list_length=n, list_cap=3_500)
        setting = LARVIK.model_copy(update={"list_length_goal": 1_000})
        plan = staffing(Facts(setting=setting, hjemler=(hjemmel,)), norms())
        return plan.figure("hjemler.at-goal").value

    assert need(length + more) >= need(length)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 80), st.integers(0, 40), st.floats(1, 60))
def test_more_or_shorter_stays_never_need_fewer_doctors(places: int, short: int, days: float) -> None:
    def need(stay: float, count: int) -> float:
        unit = Unit(house="a", name="1", places=places + 40, short=count, stay_days=stay)
        known = Facts(setting=LARVIK, houses=(House(id="a", name="A", fte=1),), units=(unit,))
        return staffing(known, norms()).figure("sykehjem.a.stay-need").value

    assert need(days / 2, short) >= need(days, short)
    assert need(28, min(short + 1, 40)) >= need(28, short)


PLANTED = [
    (contracts, contract_rows.ROWS, "hjemler.more-lists", "{hjemler.free} / {hjemler.mean-list}"),
    (contracts, contract_rows.ROWS, "hjemler.women-share", "{hjemler.women} / 53.3 * 100"),
    (homes, home_rows.HOUSE_ROWS, "HOUSE.planned-need", "{HOUSE.places} / 34"),
    (posts, post_rows.LIS_ROWS, "lis.lis3-each", "{in:lis.plan-supervision-hours} * 21 / 1800"),
    (money, money.ROWS, "penger.grant-all", "{hjemler.contracts} * {penger.grant-a-doctor}"),
]


@pytest.mark.parametrize(("module", "rows", "key", "formula"), PLANTED, ids=[p[2] for p in PLANTED])
def test_a_wrong_formula_changes_what_the_plan_says(
    monkeypatch: pytest.MonkeyPatch, module: object, rows: tuple[Row, ...], key: str, formula: str
) -> None:
    name = next(n for n in ("ROWS", "HOUSE_ROWS", "LIS_ROWS") if getattr(module, n, None) is rows)
    wrong = tuple(r._replace(formula=formula) if r.key == key else r for r in rows)
    before = (sandefjord().contradictions, sandefjord().houses)
    monkeypatch.setattr(module, name, wrong)
    plan = staffing(facts(), norms())
    assert (plan.contradictions, plan.houses) != before


def test_the_plan_is_told_in_english_with_the_same_numbers() -> None:
    norwegian = sandefjord()
    use("en")
    try:
        english = staffing(facts(), norms())
    finally:
        use("nb")
    assert [(f.key, f.value, f.formula) for f in english.figures] == [
        (f.key, f.value, f.formula) for f in norwegian.figures
    ]
    long = next(i for i in english.figure("sykehjem.need").inputs if i.name == "nfas_long_a_post")
    assert long.title == "Long-term patients a full post, rounded norm"


def test_what_a_plan_does_not_tell_is_the_norm_s_and_says_so() -> None:
    bare = facts().setting.model_copy(update={"free_goal": None, "retire_at": None, "stay_weeks": None})
    plan = staffing(facts().model_copy(update={"setting": bare}), norms())
    for key in ("hjemler.free-goal", "sykehjem.stay-weeks"):
        figure = plan.figure(key)
        assert (figure.value, figure.status) == (sandefjord().figure(key).value, "unverified")
        assert figure.formula != figure.key
    assert plan.figure("hjemler.more-lists").status == "unverified"
    assert [y.in_place for y in plan.years] == [y.in_place for y in sandefjord().years]
