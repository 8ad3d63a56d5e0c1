"""The book of the 24-month physician set: vaktplan's own rules, as near as they come to the published model."""

from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book, Night, Standing
from vaktplan.rulebook.norms import plain

NAME = "physicians"
_HARD = r.Term(level=r.Level.HARD)
_LOAD, _WEEKENDS, _OFF, _ON = (
    1,
    3,
    15,
    10,
)  # as the books of models/: a day off weighs more than a duty asked for
_NOT_WEIGHED = 0
_NOBODY = Standing(
    alone_grounds=plain(()),
    alone_grounds_also=plain(()),
    alone_courses=plain(()),
    bakvakt_grounds=plain(()),
    bakvakt_courses=plain(()),
)


def physicians_book() -> Book:
    """The book of every month.

    A duty too many costs 30, as a weekend too many does; a wish decides between doctors who are about as far from
    their fair share. Nights, feasts and bakvakt are not weighed: the published duties have no hours, no holidays and
    no standing.
    """
    rules: list[r.Rule] = [
        r.Coverage(
            open_place=r.Term(level=r.Level.SOFT, tier=r.Tier.COVER, weight=1),
            open_session=r.Term(level=r.Level.SOFT, tier=r.Tier.COVER, weight=1),
            too_many=_HARD,
        ),
        r.Eligibility(main=_HARD),
        r.OnePlace(main=_HARD, practice=_HARD),
        r.AbsenceRule(main=_HARD),
        r.WeekendCap(main=_HARD, max_weekends=plain(1), weeks=2),
        r.Fairness(
            load=_soft(_LOAD),
            nights=_soft(_NOT_WEIGHED),
            weekends=_soft(_WEEKENDS),
            feasts=_soft(_NOT_WEIGHED),
            bakvakt=_soft(_NOT_WEIGHED),
            steepness={"load": 30, "weekends": 10},
        ),
        r.Wishes(must_off=_HARD, rather_off=_soft(_OFF), like=_soft(_ON)),
        r.RunLength(too_many=_HARD, too_few=_HARD, max_days=plain(1)),
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
