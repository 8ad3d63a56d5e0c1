"""`vaktplan bench`: measure the planner, on this machine."""

import importlib
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaktplan.errors import UsageError
from vaktplan.i18n import _

from .effort import Figure, effort_options

if TYPE_CHECKING:
    from vaktplan.answers.bench import BenchAnswer, Reached

ROW = "  {engine:<18} {seed:>5} {seconds:>8} {gap:>9}  {costs}"


class _Bench(click.Group):
    """What is measured; imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["engines", "physicians"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "engines":
            return _engines()
        if cmd_name == "physicians":
            made: click.Command = importlib.import_module("vaktplan.cli.bench_physicians").make()
            return made
        return None


def make() -> click.Command:
    """The command."""
    return _Bench(
        "bench",
        help=_("Mål hvor gode planer programmet finner på denne maskinen."),
        subcommand_metavar=_("KOMMANDO …"),
        options_metavar=_("[VALG]"),
    )


def _engines() -> click.Command:
    @click.command(
        "engines",
        help=_(
            "Løs samme oppgave med vaktplans motor og med CP-SAT alene: samme regler, samme tid, én etter én. "
            "Kostnadene er de kontrollen finner. Filen er en arbeidsbok, eller .txt i det offentlige formatet."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("FIL|MAPPE"), type=click.Path(path_type=Path))
    @effort_options(_("Hvor lenge hver motor leter."))
    @click.option(
        "--rounds",
        metavar=_("ANTALL"),
        type=Figure(1, 99, whole=True),
        default=1,
        show_default=True,
        help=_("Hvor mange frø som prøves, fra --seed og oppover; forholdet er medianen."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def engines(
        source: Path,
        time_limit: float,
        target_gap: float | None,
        workers: int,
        seed: int,
        rounds: int,
        as_json: bool,
    ) -> int:
        from vaktplan.app.bench import bench
        from vaktplan.app.solving import Effort

        from .show import Warnings, emit, note

        if target_gap is not None:
            raise UsageError(_("--target-gap hører ikke hjemme her: begge får hele tiden"))
        warnings = Warnings()
        answer = bench(
            source,
            Effort(time_limit, workers, seed),
            range(seed, seed + rounds),
            on_warning=warnings,
            on_run=lambda reached: note(_finished(reached)),
        )
        warnings.done()
        emit(as_json, answer.document(), _summary(answer))
        return 130 if any(r.outcome.interrupted for r in answer.runs) else 0

    return engines


def _finished(reached: "Reached") -> str:
    return _("{motor} er ferdig med frø {frø}").format(motor=_name(reached), frø=reached.seed)


def _name(reached: "Reached") -> str:
    return "vaktplan" if reached.engine == "vaktplan" else _("CP-SAT alene")


def _row(reached: "Reached") -> str:
    """A run on one line: costs tier after tier."""
    from vaktplan.export import words

    from .show import number

    costs = " / ".join(number(c) for c in reached.costs) if reached.lawful else _("ingen lovlig plan")
    return ROW.format(
        engine=_name(reached),
        seed=reached.seed,
        seconds=f"{reached.outcome.seconds:.0f} s",
        gap="–" if reached.gap is None else words.percent(reached.gap),
        costs=costs,
    )


def _summary(answer: "BenchAnswer") -> str:
    """Every run, and what they come to."""
    from vaktplan.export import words
    from vaktplan.rulebook.rules import TIERS

    head = _("{fil}: {sek:g} s, {n} samtidig").format(
        fil=answer.source, sek=answer.time_limit, n=answer.workers
    )
    costs = _("kostnad etter trinn")
    tiers = _("Trinn: {trinn}.").format(trinn=" / ".join(words.tier_name(t.value) for t in TIERS))
    heading = ROW.format(engine=_("motor"), seed=_("frø"), seconds=_("tid"), gap=_("avstand"), costs=costs)
    ratio = "–" if answer.ratio is None else words.number(answer.ratio, 3)
    told = _("Forhold vaktplan / CP-SAT alene i det første trinnet der de er ulike: {tall}.")
    told = f"{tiers} {told.format(tall=ratio)}"
    return "\n".join([head, heading, *map(_row, answer.runs), *textwrap.wrap(told, 79)])
