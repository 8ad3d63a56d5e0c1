"""`vaktplan whatif`: the plan as it is and as it would be, set beside each other."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaktplan.errors import UsageError
from vaktplan.i18n import _
from vaktplan.read.forms import FORMS

from .effort import Figure, time_option

if TYPE_CHECKING:
    from vaktplan.answers import WhatIfAnswer

MADE = "vaktplan.whatif.changes"  # where the changes of the line are gathered


def make() -> click.Command:
    """The command."""

    @click.command(
        "whatif",
        help=_(
            "Prøv et fritak, eller noe annet, før det avgjøres. Sammenligner planen som den er med planen "
            "slik den ville bli: hva som blir udekket, og hvem som får mer, med en grense for hver forskjell."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @_change_options()
    @click.option(
        "--roster",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("En plan (arket Vaktliste) som begge sider begynner nær; da rekker tiden lenger."),
    )
    @click.option(
        "--locum-night",
        "locum_price",
        metavar=_("KRONER"),
        type=Figure(0, 1_000_000),
        help=_("Hva en natt med vikar koster kommunen; da regnes kostnaden."),
    )
    @click.option(
        "--memo",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Skriv et saksframlegg (docx og HTML) i denne mappen."),
    )
    @click.option(
        "--case", "reference", default="", help=_("Saksnummeret i saksframlegget; grunnen står i saken.")
    )
    @click.option(
        "--alternative",
        "alternatives",
        metavar=_("LEGE:OMFANG:FRA[:TIL]"),
        multiple=True,
        help=_("Et annet fritak som prøves i stedet, til saksframlegget; bruker like lang tid."),
    )
    @time_option(_("Hvor lenge det letes i alt."))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    @click.pass_context
    def whatif(
        ctx: click.Context,
        source: Path,
        roster: Path | None,
        locum_price: float | None,
        folder: Path | None,
        reference: str,
        alternatives: tuple[str, ...],
        time_limit: float,
        as_json: bool,
    ) -> int:
        from vaktplan import app

        from .show import Warnings, emit
        from .whatif_text import told

        changes = ctx.meta.get(MADE, ())
        _check_memo(folder, changes, reference, alternatives)
        warnings = Warnings()
        made = app.whatif(
            source,
            changes,
            roster=roster,
            locum_price=locum_price,
            time_limit=time_limit,
            on_warning=warnings,
            on_read=warnings.done,
        )
        if folder is not None and not made.disagreement:
            others = [
                app.whatif(
                    source, [("grant", each)], roster=roster, locum_price=locum_price, time_limit=time_limit
                )
                for each in alternatives
            ]
            _write_memo(made, folder, reference, others)
        emit(as_json, made.document(), told(made))
        if made.disagreement:
            return 1
        return 4 if made.comparison.breaks else 0

    return whatif


def _check_memo(
    folder: Path | None, changes: Sequence[tuple[str, str]], reference: str, alternatives: tuple[str, ...]
) -> None:
    """Refuse what no paper can be made of before the time is spent."""
    from vaktplan.app.memo import about_fritak

    if folder is not None:
        about_fritak(changes)
    elif reference or alternatives:
        raise UsageError(_("--case og --alternative hører til saksframlegget: gi også --memo MAPPE"))


def _write_memo(made: "WhatIfAnswer", folder: Path, reference: str, others: "Sequence[WhatIfAnswer]") -> None:
    from vaktplan.app.memo import memo

    from .show import note

    written = memo(made, folder, made_at=datetime.now(UTC), reference=reference, alternatives=others)
    note(_("Skrevet: {filer}").format(filer=", ".join(map(str, written))))


def _change_options() -> Callable[[Any], Any]:
    """An option for each kind of change, which may be given several times; all are made in the order of the line."""

    def gather(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> None:
        kind = (param.name or "").replace("_", "-")
        ctx.meta.setdefault(MADE, []).extend((kind, value) for value in values)

    def decorate(command: Any) -> Any:
        for kind, form in reversed(list(FORMS.items())):
            option = click.option(
                f"--{kind}", metavar=_(form), multiple=True, expose_value=False, callback=gather
            )
            command = option(command)
        return command

    return decorate
