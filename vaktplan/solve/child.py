"""The solving process: reads one task, writes a JSON line per roster, bound and answer, dies with its parent."""

import gc
import json
import os
import pickle
import sys
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic
from typing import Any, TextIO

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Tier

from .outcome import Listener, Options
from .process import die_at_end_of_input, die_with_parent

Task = tuple[Instance, Book, Options, float, str]  # the last two: when the parent began, and its language


class Speaker(Listener):
    """Writes whole JSON lines, whichever thread calls."""

    def __init__(self, out: TextIO, began: float) -> None:
        self._out, self._began, self._lock = out, began, Lock()

    def say(self, kind: str, **fields: Any) -> None:
        """One line."""
        line = json.dumps({"kind": kind, "seconds": round(monotonic() - self._began, 3), **fields})
        with self._lock, suppress(BrokenPipeError):
            self._out.write(line + "\n")
            self._out.flush()

    def roster(self, roster: Roster, costs: dict[Tier, int]) -> None:
        """A better roster."""
        self.say("roster", pairs=roster.pairs, costs={t.value: c for t, c in costs.items()})

    def progress(self, tier: Tier, cost: int | None, bound: int) -> None:
        """The best cost and bound of the tier at work."""
        self.say("progress", tier=tier.value, cost=cost, bound=bound)


def main() -> None:
    """Solve the one task on standard input."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints goes to standard error
    die_with_parent()
    task: Task = pickle.load(sys.stdin.buffer)
    Thread(target=die_at_end_of_input, daemon=True).start()
    speaker = Speaker(out, task[3])
    try:
        _solve(task, speaker)
    except InvalidInput as wrong:
        speaker.say("fault", faults=[[f.where, f.what, f.hint, f.code] for f in wrong.faults])
    out.flush()
    os._exit(0)  # at once: no thread of the solver is waited for


def _solve(task: Task, speaker: Speaker) -> None:
    from vaktplan import i18n

    from .aiming import aim_at, improve_on
    from .budget import Budget
    from .finish import finish
    from .rulelist import assemble
    from .tiers import Climb

    instance, book, options, began, language = task
    i18n.use(language)
    gc.disable()  # a large model is millions of objects, none of them garbage
    build = assemble(instance, book)
    if options.aim is not None:
        aim_at(build, options.aim)
    gc.freeze()
    gc.enable()
    deadline = began + options.time_limit
    budget = Budget(deadline, options.time_limit, options.deterministic_limit)
    climb = Climb(build, options, budget, speaker)
    speaker.say("begin", bounds={t.value: b for t, b in climb.state.bounds.items()})
    if options.aim is not None and options.hint is not None:
        status = improve_on(climb, options.hint, finish)
    else:
        status = climb.run(finish)
    bounds = {t.value: b for t, b in climb.state.bounds.items()}
    speaker.say("end", status=status.value, bounds=bounds, message="; ".join(climb.state.notes))


if __name__ == "__main__":
    main()
