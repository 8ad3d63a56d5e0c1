"""vaktplan's engine beside plain CP-SAT: the same model, the same time, the same workers, one after the other."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan import versions
from vaktplan.answers.bench import OWN, PLAIN, BenchAnswer, Reached
from vaktplan.domain.instance import Instance
from vaktplan.rulebook.book import Book

from .reading import Warn, read
from .solving import Effort

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Outcome


def bench(
    source: Path,
    effort: Effort,
    seeds: Sequence[int],
    *,
    on_warning: Warn = lambda fault: None,
    on_run: Callable[[Reached], None] = lambda reached: None,
) -> BenchAnswer:
    """Both engines on one instance, from each seed."""
    instance, book, sha256 = read(source, on_warning)
    runs = []
    for reached in _runs(instance, book, effort, seeds):
        runs.append(reached)
        on_run(reached)
        if reached.outcome.interrupted:
            break
    return BenchAnswer(
        source=source.name,
        time_limit=effort.time_limit,
        workers=effort.workers,
        runs=tuple(runs),
        input_sha256=sha256,
        versions=versions.of_everything(),
    )


def _runs(instance: Instance, book: Book, effort: Effort, seeds: Sequence[int]) -> Iterator[Reached]:
    from vaktplan.solve.outcome import Options
    from vaktplan.solve.plain import solve_plain
    from vaktplan.solve.run import solve

    for seed in seeds:
        options = Options(effort.time_limit, effort.workers, seed, on_progress=effort.on_progress)
        yield _judged(instance, book, OWN, solve(instance, book, options))
        plain = solve_plain(instance, book, effort.time_limit, effort.workers, seed)
        yield _judged(instance, book, PLAIN, plain)


def _judged(instance: Instance, book: Book, engine: str, outcome: "Outcome") -> Reached:
    from vaktplan.verify.verify import verify

    verdict = None if outcome.roster is None else verify(instance, book, outcome.roster)
    return Reached(engine, outcome.seed, outcome, verdict)
