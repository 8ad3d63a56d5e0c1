"""`vaktplan sweep`: what if each doctor had fritak, scope by scope, month by month."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaktplan.errors import UsageError
from vaktplan.i18n import _

from .effort import MOST_SEED, Figure, cores, time_option

if TYPE_CHECKING:
    from datetime import date

    from vaktplan.app.sweep import Asked
    from vaktplan.app.workers import Workers
    from vaktplan.domain.people import Scope


def make() -> click.Command:
    """The command."""

    @click.command(
        "sweep",
        help=_(
            "Prøv hvert fritak for seg: hver lege, hvert omfang, hver måned. Kan alt dekkes, og hvem får mer? "
            "Det som er ferdig, lagres straks; samme kommando igjen fortsetter."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Mappen resultatene skrives til."),
    )
    @click.option(
        "--scopes",
        metavar=_("OMFANG,…"),
        default="natt,helg,alt",
        show_default=True,
        help=_("Hva det kan gis fritak fra: natt, helg, høytid, bakvakt, alt."),
    )
    @click.option(
        "--doctors", metavar=_("LEGE,…"), default="", help=_("Bare disse legene; ellers alle som har vakt.")
    )
    @click.option(
        "--from",
        "months",
        metavar=_("ÅÅÅÅ-MM,…"),
        default="",
        help=_("Bare disse månedene; ellers alle i perioden."),
    )
    @click.option(
        "--scenarios",
        metavar="FIL.toml",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("En fil med scenarier i stedet for lege × omfang."),
    )
    @click.option(
        "--roster",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Planen å gå ut fra (arket Vaktliste); ellers lages den først."),
    )
    @click.option(
        "--processes",
        metavar=_("ANTALL"),
        type=Figure(1, 256, whole=True),
        help=_("Hvor mange spørsmål samtidig på denne maskinen; ellers ett for hver kjerne."),
    )
    @click.option(
        "--cluster",
        metavar="tcp://…",
        default="",
        help=_("Adressen til en Dask-klynge som regner i stedet for denne maskinen."),
    )
    @click.option(
        "--or-local", is_flag=True, help=_("Regn på denne maskinen når klyngen ikke svarer (ellers en feil).")
    )
    @time_option(_("Hvor lenge det letes i hvert spørsmål."))
    @click.option(
        "--seed",
        metavar=_("TALL"),
        type=Figure(0, MOST_SEED, whole=True),
        default=0,
        show_default=True,
        help=_("Frø: et annet tall leter i en annen rekkefølge."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def sweep(
        source: Path,
        output: Path,
        scopes: str,
        doctors: str,
        months: str,
        scenarios: Path | None,
        roster: Path | None,
        processes: int | None,
        cluster: str,
        or_local: bool,
        time_limit: float,
        seed: int,
        as_json: bool,
    ) -> int:
        from vaktplan.app.sweep import Asked

        asked = Asked(
            doctors=_listed(doctors),
            scopes=_scopes(scopes),
            months=tuple(_month(text) for text in _listed(months)),
            scenarios=scenarios,
            roster=roster,
            time_limit=time_limit,
            seed=seed,
        )
        if scenarios and doctors:
            raise UsageError(_("--doctors hører ikke sammen med --scenarios: filen sier hvem"))
        return _run(source, output, asked, workers(processes, cluster, or_local), as_json)

    return sweep


def _run(source: Path, output: Path, asked: "Asked", workers: "Workers", as_json: bool) -> int:
    from vaktplan.app.sweep import How
    from vaktplan.app.sweep import sweep as swept

    from .show import emit, note
    from .stopping import Stopping
    from .sweep_text import result_line, summary

    with Stopping() as stopping:
        how = How(
            workers=workers,
            on_warning=lambda fault: None if fault.code == "rows" else note(fault.told()),
            on_result=lambda result, finished, total: note(result_line(result, finished, total)),
            stopped=lambda: stopping.asked,
        )
        made = swept(source, output, asked, how, made_at=datetime.now(UTC))
    emit(as_json, made.document(), summary(made))
    if made.interrupted:
        return 130
    return 1 if made.status in ("failed", "stopped") else 0


def workers(processes: int | None, cluster: str, or_local: bool = False) -> "Workers":
    """Who does the work. Raises UsageError for options that do not go together."""
    from vaktplan.app.workers import Workers

    from .show import note

    if cluster and processes and not or_local:
        raise UsageError(_("--processes gjelder denne maskinen; med --cluster avgjør arbeiderne"))
    if or_local and not cluster:
        raise UsageError(_("--or-local hører sammen med --cluster"))
    fallback = _("obs: {hvorfor}. Regner på denne maskinen i stedet.")
    return Workers(processes or cores(), cluster, or_local, lambda why: note(fallback.format(hvorfor=why)))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _scopes(text: str) -> "tuple[Scope, ...]":
    """The scopes of a list, each once. Raises UsageError for one that does not exist."""
    from vaktplan.read.changes import scope_named

    found = {word: scope_named(word) for word in _listed(text)}
    for word, scope in found.items():
        if scope is None:
            what = _("«{ord}» er ikke et omfang; velg blant natt, helg, høytid, bakvakt og alt")
            raise UsageError(what.format(ord=word))
    if not found:
        raise UsageError(_("--scopes er tom; velg blant natt, helg, høytid, bakvakt og alt"))
    return tuple(dict.fromkeys(scope for scope in found.values() if scope is not None))


def _month(text: str) -> "date":
    from datetime import date

    try:
        return date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        what = _("--from er en måned som 2027-02, ikke «{tekst}»").format(tekst=text)
        raise UsageError(what) from None
