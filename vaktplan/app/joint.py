"""All that is asked for at once: the largest set of requests that can be granted, and who blocks whom."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from vaktplan.answers.joint import Blocked, GrantedSet, JointAnswer
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import Fault, InvalidInput, UsageError
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Tier

from .reading import Warn, read

if TYPE_CHECKING:
    from vaktplan.solve.cover import Covered
    from vaktplan.solve.joint import Requests, Together
    from vaktplan.whatif.requests import Request

SIZE, ARRIVAL = "size", "arrival"
FIRST = 0.4  # of the seconds, for the fewest open places when nothing is granted
MOST = 200  # requests at once


@dataclass(frozen=True)
class Asking:
    """What is asked for: a file of requests, grants one by one, what the workbook has pending, wishes too."""

    file: Path | None = None
    grants: tuple[str, ...] = ()
    pending: bool = False
    wishes: bool = False


def joint(
    source: Path,
    asking: Asking,
    *,
    roster: Path | None = None,
    order: str = SIZE,
    time_limit: float = 60.0,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
) -> JointAnswer:
    """Which of the requests can be granted together with no more places open than when none is.

    With the order `arrival` the first who asked comes first, whatever it costs the others in number. Raises
    InvalidInput with all that is wrong with the requests.
    """
    instance, book, sha256 = read(source, on_warning)
    on_read()
    requests = asked_for(instance, book, asking)
    near = None if roster is None else _read_roster(roster, instance)
    return answered(instance, book, requests, near, order, time_limit, sha256)


def asked_for(instance: Instance, book: Book, asking: Asking) -> tuple["Request", ...]:
    """The requests in the order in which they came: of the file, of the command line, of the workbook."""
    from vaktplan.read.changes import parse_change
    from vaktplan.read.scenarios import read_scenarios
    from vaktplan.whatif.changes import Grant
    from vaktplan.whatif.requests import from_changes, from_scenario, odd_changes, undecided, wished

    found: list[Request] = []
    faults: list[Fault] = []
    if asking.file is not None:
        scenarios = read_scenarios(asking.file, instance, book)
        faults += odd_changes(scenarios)
        found += [] if faults else [from_scenario(instance, s) for s in scenarios]
    for text in asking.grants:
        try:
            change = parse_change("grant", text, instance, book)
        except InvalidInput as error:
            faults += error.faults
            continue
        wrong = change.check(instance, book)
        faults += [Fault(f"--grant {text}: {f.where}", f.what, f.hint, f.code) for f in wrong]
        if isinstance(change, Grant) and not wrong:
            found += from_changes(instance, [change])
    if faults:
        raise InvalidInput(faults)
    found += undecided(instance) if asking.pending else ()
    found += wished(instance) if asking.wishes else ()
    return _each_once(found)


def _each_once(found: "Sequence[Request]") -> tuple["Request", ...]:
    """The requests. Raises InvalidInput when one stands twice, UsageError when there is none, or far too many."""
    if not found:
        raise UsageError(_("det er ikke søkt om noe: bruk --grant, --requests eller --pending"))
    if len(found) > MOST:
        text = _("{n} søknader er for mange på én gang; høyst {mest}")
        raise UsageError(text.format(n=len(found), mest=MOST))
    ids = [r.id for r in found]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    hint = _("la den stå én gang")
    if twice:
        raise InvalidInput([Fault(id, _("søknaden står to ganger"), hint, "duplicate-id") for id in twice])
    return tuple(found)


def answered(
    instance: Instance,
    book: Book,
    requests: Sequence["Request"],
    near: Roster | None,
    order: str,
    seconds: float,
    sha256: str = "",
) -> JointAnswer:
    """The answer within some seconds."""
    from vaktplan.solve.cover import fewest_open
    from vaktplan.solve.joint import Requests
    from vaktplan.whatif.requests import ruled_out, without

    end = monotonic() + seconds
    base, by_id = without(instance, requests), {r.id: r for r in requests}
    least = fewest_open(base, book, seconds * FIRST, near)
    if least.roster is None:
        raise _no_roster(least)
    ids = tuple(r.id for r in requests)
    bans = {r.id: ruled_out(base, book, r) for r in requests}
    asked = Requests(base, book, bans, least.cost, least.roster, end)
    found = asked.sets()
    proposed = _proposed(asked, found.found, ids, order)
    blocked = () if proposed is None else tuple(_blocked(asked, ids, proposed.granted))
    sets = tuple(_in_order(each, ids) for each in found.found)
    check = _Check(base, book, by_id, least.cost)
    return JointAnswer(
        instance=base,
        requests=tuple(requests),
        order=order,
        open_weight=least.cost,
        open_places=sum(n for _shift, n in least.roster.open_places(base)),
        open_proven=least.proven,
        proposed=proposed,
        sets=sets,
        complete=found.complete,
        bound=len(ids) if proposed is None else max(found.bound, len(proposed.granted)),
        blocked=tuple(check.confirmed(b, end) for b in blocked),
        input_sha256=sha256,
        disagreement=tuple(check.all_odd(sets if proposed is None else (proposed, *sets))),
    )


def _proposed(
    asked: "Requests", found: Sequence["Together"], ids: Sequence[str], order: str
) -> GrantedSet | None:
    """The set that is proposed: the largest, or the one in which those who asked first come first."""
    from vaktplan.solve.conflict import OutOfTime

    if order == ARRIVAL:
        try:
            granted = asked.in_order(ids)
        except OutOfTime:
            return None
        return GrantedSet(granted, asked.witness(granted).roster)
    first = max(found, key=lambda s: (len(s.granted), [id in s.granted for id in ids]), default=None)
    return None if first is None else _in_order(first, ids)


def _in_order(each: "Together", ids: Sequence[str]) -> GrantedSet:
    return GrantedSet(tuple(id for id in ids if id in each.granted), each.roster)


def _blocked(asked: "Requests", ids: Sequence[str], granted: Sequence[str]) -> Iterator[Blocked]:
    """Each request that is refused, with a minimal set of the granted ones that forbid it."""
    from vaktplan.solve.conflict import OutOfTime

    for id in ids:
        if id not in granted:
            try:
                by = asked.blockers(id, granted)
                each = (asked.possible([id, *(b for b in by if b != one)]) for one in by)
                yield Blocked(id, by, all(each), False)
            except OutOfTime:
                yield Blocked(id, None, False, False)


class _Check:
    """Holds what was found against the rules, and against a model of the changed facts that knows no requests."""

    def __init__(self, base: Instance, book: Book, requests: dict[str, "Request"], most_open: int) -> None:
        self._base, self._book, self._requests, self._most = base, book, requests, most_open

    def _granted(self, ids: Sequence[str]) -> Instance:
        from vaktplan.whatif.requests import granted

        return granted(self._base, [self._requests[id] for id in ids])

    def all_odd(self, every: Sequence[GrantedSet]) -> Iterator[str]:
        """Where the check refuses any of some sets; each set once."""
        for each in {s.granted: s for s in every}.values():
            yield from self._odd(each)

    def _odd(self, found: GrantedSet) -> Iterator[str]:
        """Where the check refuses the roster that shows a set."""
        from vaktplan.verify.verify import verify

        verdict = verify(self._granted(found.granted), self._book, found.roster)
        yield from (b.text for b in verdict.hard)
        if verdict.tier_costs[Tier.COVER] > self._most:
            yield _("planen for {sett} har flere udekkede plasser").format(sett=", ".join(found.granted))

    def confirmed(self, blocked: Blocked, end: float) -> Blocked:
        """The same, confirmed when a model of the facts with these granted finds more open places necessary."""
        from vaktplan.solve.cover import fewest_open

        left = end - monotonic()
        if blocked.by is None or left <= 0:
            return blocked
        again = fewest_open(self._granted([*blocked.by, blocked.request]), self._book, left)
        sure = again.impossible or again.bound > self._most
        return Blocked(blocked.request, blocked.by, blocked.minimal, sure)


def _no_roster(least: "Covered") -> InvalidInput:
    where = _("planen uten søknadene")
    if least.impossible:
        hint = _("«vaktplan explain» sier hva som strider")
        return InvalidInput.one(where, _("ingen plan holder kravene"), hint, "impossible")
    hint = _("gi mer tid med --time-limit, eller en plan å begynne fra med --roster")
    return InvalidInput.one(where, _("tiden rakk ikke til å finne en plan"), hint, "out-of-time")


def _read_roster(path: Path, instance: Instance) -> Roster:
    from vaktplan.read.roster_sheet import read_roster

    return read_roster(path, instance)
