"""The book of the public shift-scheduling format: vaktplan's own rules, as the published definition has them."""

from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book, Night, Standing
from vaktplan.rulebook.norms import plain

NAME = "benchmark"
_HARD = r.Term(level=r.Level.HARD)
_NOBODY = Standing(
    alone_grounds=plain(()),
    alone_grounds_also=plain(()),
    alone_courses=plain(()),
    bakvakt_grounds=plain(()),
    bakvakt_courses=plain(()),
)


def bench_book(days: int, under: int, over: int) -> Book:
    """The book of a file with so many days, and with what one doctor too few and one too many cost.

    No place is worth more than all else here: everything is priced in one tier, as the published cost is one sum.
    """
    weeks = -(-days // 7)
    rules: list[r.Rule] = [
        r.Coverage(open_place=_soft(under), open_session=_soft(under), too_many=_soft(over)),
        r.Eligibility(main=_HARD),
        r.OnePlace(main=_HARD, practice=_HARD),
        r.AbsenceRule(main=_HARD),
        r.WeekendCap(main=_HARD, max_weekends=plain(weeks), weeks=weeks),
        r.Wishes(must_off=_HARD, rather_off=_soft(1), like=_soft(1)),
        r.RunLength(too_many=_HARD, too_few=_HARD, max_days=plain(days)),
        r.RestRun(too_many=_HARD, too_few=_HARD),
        r.SuccessionRule(main=_HARD),
        r.Minutes(too_many=_HARD, too_few=_HARD),
        r.TypeLimitRule(main=_HARD),
        r.Locked(main=_HARD),
        r.Stability(main=r.Term(level=r.Level.SOFT, tier=r.Tier.STABILITY, weight=1)),
    ]
    return Book(
        id=NAME,
        title=NAME,
        night=Night(opens=plain("23:00"), closes=plain("03:00"), more_than_minutes=plain(240)),
        standing=_NOBODY,
        rules={rule.id: rule for rule in rules},
    )


def _soft(weight: int) -> r.Term:
    return r.Term(level=r.Level.SOFT, tier=r.Tier.PEOPLE, weight=weight)
