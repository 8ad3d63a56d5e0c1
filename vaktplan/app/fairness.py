"""The least that a doctor can have in a measure of fairness, and what one fewer would cost, and whom."""

from vaktplan.answers.fairness import FairnessProof, Fewer, Least, Moved
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.ledger import MeasureLine
from vaktplan.rulebook.rules import MEASURES

from .seeking import LAST, Known, Seeking

LEAST_PART = 0.35  # of the time, for the least
FIRST_PART = 0.25  # of what is left then, for a first roster with one fewer
ALSO = {  # what people say beside the words of the account
    "natt": "nights",
    "nattevakter": "nights",
    "helg": "weekends",
    "helger": "weekends",
    "høytid": "feasts",
    "høytider": "feasts",
    "bakvakt": "bakvakt",
    "poeng": "load",
}


def measure_named(named: str) -> str:
    """The measure of a word: as the account has it in the language in use, in bokmål, or the program's own.

    Raises InvalidInput with the nearest words.
    """
    from vaktplan.export import words
    from vaktplan.text import did_you_mean, key, shown

    titles = {m: words.MEASURES[m] for m in MEASURES}
    known = {key(word): m for word, m in ALSO.items()}
    known |= {key(text): m for m in MEASURES for text in (m, titles[m], _(titles[m]))}
    if key(named) in known:
        return known[key(named)]
    told = [_(title).lower() for title in titles.values()]
    what = _("det finnes ikke noe mål «{mål}»").format(mål=shown(named))
    hint = did_you_mean(named, (*told, *known)) or _("skriv {mål}").format(mål=", ".join(told))
    raise InvalidInput.one("--measure", what, hint, "unknown-measure")


def proof(seeking: Seeking, doctor: str, measure: str) -> FairnessProof:
    """What a doctor has, the least possible where no more is open and no tier above the last is dearer, and one fewer.

    The least first; then, where somebody found a roster with fewer, the cheapest with one fewer.
    """
    from vaktplan.solve.aim import Aim, Counted

    line = _line(seeking.here, doctor, measure)
    counted = Counted(doctor, measure)
    sought = seeking.best(Aim(((counted, 1),), seeking.above()), seeking.here, LEAST_PART)
    least = None if sought is None else Least(sought.value, max(0, sought.bound), sought.known.roster)
    fewer = None
    if sought is not None and sought.value < line.count:
        fewer = _fewer(seeking, counted.doctor, measure, sought.known)
    return FairnessProof(doctor, line, least, fewer, seeking.interrupted)


def _line(known: Known, doctor: str, measure: str) -> MeasureLine:
    return next(m for r in known.rows if r.doctor == doctor for m in r.measures if m.measure == measure)


def _fewer(seeking: Seeking, doctor: str, measure: str, lightest: Known) -> Fewer:
    """The cheapest roster found in which a doctor has at least one fewer; `lightest` is one such.

    First with a fine for each more, so that the search begins from the roster at hand; then with it forbidden.
    """
    from vaktplan.solve.aim import Aim, Costs, Counted

    here, price = seeking.here, Costs(LAST)
    most = here.count(doctor, measure) - 1
    fined = Aim(((price, 1), (Counted(doctor, measure, most), 2 * here.value(price) + 1000)), seeking.above())
    tried = seeking.best(fined, here, FIRST_PART)
    starts = [lightest, *([tried.known] if tried else [])]
    start = min((k for k in starts if k.count(doctor, measure) <= most), key=lambda k: k.value(price))
    aim = Aim(((price, 1),), (*seeking.above(), (Counted(doctor, measure), most)))
    sought = seeking.best(aim, start, 1.0)
    found = start if sought is None else sought.known
    bounds = [s.bound for s in (tried, sought) if s is not None]
    at_least = max([0, *bounds]) - here.value(price)
    return Fewer(
        most,
        found.value(price) - here.value(price),
        at_least,
        _moved(here, found, doctor, measure),
        found.roster,
    )


def _moved(here: Known, found: Known, doctor: str, measure: str) -> tuple[Moved, ...]:
    """Whose count differs: the doctor, then who gets more, then who gets less."""
    both = [Moved(r.doctor, here.count(r.doctor, measure), found.count(r.doctor, measure)) for r in here.rows]
    return tuple(sorted((m for m in both if m.before != m.after), key=lambda m: _order(m, doctor)))


def _order(moved: Moved, doctor: str) -> tuple[bool, int, str]:
    return (moved.doctor != doctor, moved.before - moved.after, moved.doctor)
