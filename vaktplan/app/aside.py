"""Why the first places that a plan leaves open are open: asked in processes of their own, which end with their time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING

from vaktplan.answers import PlanAnswer
from vaktplan.answers.conflicts import explanation
from vaktplan.errors import Fault
from vaktplan.export.explained import Explanation
from vaktplan.fleet import Answer, Job, Payload
from vaktplan.i18n import _

from .reading import Warn

if TYPE_CHECKING:
    from vaktplan.fleet import Ended

MOST = 3  # open shifts asked about
SECONDS = 20.0  # for all of them together
PART = 1 / 3  # of the time limit, at most
ASKING = 0.85  # of a shift's time goes to asking; the rest is for the model that is being built when it is up
PAUSE = 0.2  # seconds between two looks at whether someone asked to stop


@dataclass(frozen=True)
class Aside:
    """What is asked beside the plan: whether at all, who is told of it, and whether someone has asked to stop."""

    wanted: bool = True
    on_begin: Callable[[int, float], None] = lambda shifts, seconds: None
    stopped: Callable[[], bool] = lambda: False


ASIDE = Aside()


def with_explanations(answer: PlanAnswer, aside: Aside, on_warning: Warn) -> PlanAnswer:
    """The answer with why its first open shifts are open, duty before sessions; the same when nothing is asked.

    What is not known when the time is up is said to be out of time; after a wish to stop, nothing is said of it.
    """
    roster = answer.outcome.roster
    if not aside.wanted or roster is None or answer.outcome.interrupted or answer.outcome.crashed:
        return answer
    open_now = [shift for shift, _places in roster.open_places(answer.instance)]
    asked = sorted(open_now, key=lambda shift: not shift.line.out_of_hours)[:MOST]
    if not asked or aside.stopped():
        return answer
    seconds = min(SECONDS, PART * (answer.time_limit or SECONDS))
    aside.on_begin(len(asked), seconds)
    asking = _Asking(answer, [shift.id for shift in asked], monotonic() + seconds, on_warning)
    asking.go_on(aside.stopped)
    return replace(answer, explained=asking.told(aside.stopped()))


def explain_one(payload: Payload) -> Answer:
    """The work of one shift, in a process of its own: its explanation as JSON holds it."""
    from .openplaces import explained_one

    instance, book, roster = payload["instance"], payload["book"], payload["roster"]
    seconds = max(0.0, payload["end"] - monotonic())  # one clock for all processes of a machine
    found = explained_one(instance, book, roster, payload["shift"], seconds)
    return explanation(instance, book, found).model_dump(mode="json")


@dataclass
class _Asking:
    """The shifts that are asked about, until when, and what is known of them."""

    answer: PlanAnswer
    shifts: list[str]
    end: float
    on_warning: Warn
    found: dict[str, Explanation] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def go_on(self, stopped: Callable[[], bool]) -> None:
        """Ask until all is known, the time is up or someone wishes to stop; then nothing is left running."""
        from vaktplan.fleet.local import LocalPool

        processes = min(self.answer.workers or 1, len(self.shifts))
        pool, waiting = LocalPool(explain_one, processes), list(self.shifts)
        try:
            while len(self.found) + len(self.failed) < len(self.shifts):
                left = self.end - monotonic()
                if left <= 0 or stopped():
                    return
                while waiting and pool.room():
                    share = ASKING * left / ceil(len(waiting) / processes)
                    pool.start(self._job(waiting.pop(0), monotonic() + share))
                for ended in pool.ended(min(PAUSE, left)):
                    self._hear(ended)
        finally:
            pool.stop()

    def told(self, stopped: bool) -> tuple[Explanation, ...]:
        """What is known of each shift, in the order they were asked about; and that the time did not suffice."""
        late = [] if stopped else [s for s in self.shifts if s not in self.found and s not in self.failed]
        every = {**self.found, **{s: Explanation(shift=s, answer="out-of-time") for s in late}}
        return tuple(every[s] for s in self.shifts if s in every)

    def _job(self, shift: str, end: float) -> Job:
        answer = self.answer
        payload = {
            "instance": answer.instance,
            "book": answer.book,
            "roster": answer.outcome.roster,
            "shift": shift,
            "end": end,
        }
        return Job(shift, "explain", payload)

    def _hear(self, ended: "Ended") -> None:
        """Keep an explanation; one that failed is warned of, and the plan stands."""
        from vaktplan.verify.words import label

        shift = ended.job.id
        if ended.answer is not None:
            self.found[shift] = Explanation.model_validate(ended.answer)
            return
        self.failed.add(shift)
        where = label(self.answer.instance.shift_by_id[shift])
        what = _("ble ikke forklart ({feil})").format(feil=ended.error)
        self.on_warning(Fault(where, what, _("spør «vaktplan explain» med --roster"), "not-explained"))
