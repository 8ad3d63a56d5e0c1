"""`vaktplan next`: the workbook of the month that follows."""

import textwrap
from pathlib import Path

import click

from vaktplan.i18n import _


def make() -> click.Command:
    """The command."""

    @click.command(
        "next",
        help=_("Lag neste måneds arbeidsbok. Historikk og regnskap hentes fra planen slik den ble gått."),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.argument("roster", metavar=_("PLAN"), type=click.Path(dir_okay=False, path_type=Path))
    @click.argument("target", metavar=_("NY_ARBEIDSBOK"), type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--force", is_flag=True, help=_("Skriv over filen om den finnes."))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def next_(source: Path, roster: Path, target: Path, force: bool, as_json: bool) -> int:
        from vaktplan import app

        from .show import Warnings, emit

        warnings = Warnings()
        made = app.next_workbook(source, roster, target, overwrite=force, on_warning=warnings)
        warnings.done()
        first, last = made.period.first, made.period.last
        text = _(
            "Skrev {fil}: {kommune}, {fra}–{til}, med {n} vakter i historikken og regnskap for {m} leger."
        ).format(
            fil=target,
            kommune=made.municipality,
            fra=f"{first:%d.%m.%Y}",
            til=f"{last:%d.%m.%Y}",
            n=len(made.history),
            m=len(made.carried),
        )
        document = {
            "command": "next",
            "status": "ok",
            "first": first.isoformat(),
            "last": last.isoformat(),
            "history": len(made.history),
            "accounts": len(made.carried),
            "files": [str(target)],
        }
        todo = _("Legg inn nye ønsker og fravær, og kjør «vaktplan plan {fil}».").format(fil=target)
        emit(as_json, document, "\n".join(textwrap.fill(said, 78) for said in (text, todo)))
        return 0

    return next_
