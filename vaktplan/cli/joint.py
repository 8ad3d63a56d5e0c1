"""`vaktplan joint`: which of all that is asked for can be granted together."""

from pathlib import Path

import click

from vaktplan.i18n import _

from .effort import time_option


def make() -> click.Command:
    """The command."""

    @click.command(
        "joint",
        help=_(
            "Finn hvor mange søknader som kan innvilges samlet. Den største mengden fritak som kan innvilges uten at "
            "flere vakter blir stående udekket, og hvem som står i veien for hvem."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "--requests",
        "file",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Søknadene i en fil (TOML), én [[scenario]] for hver, i den rekkefølgen de kom."),
    )
    @click.option(
        "--grant",
        "grants",
        multiple=True,
        metavar=_("LEGE:OMFANG:FRA[:TIL]"),
        help=_("En søknad; kan gjentas, i den rekkefølgen de kom."),
    )
    @click.option(
        "--pending", is_flag=True, help=_("Også fritak etter skjønn i arket som mangler vedtaksdato.")
    )
    @click.option("--wishes", is_flag=True, help=_("Også ønskene om fri, som om hvert var en søknad."))
    @click.option(
        "--roster",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("En plan (arket Vaktliste) å begynne fra."),
    )
    @click.option(
        "--order",
        type=click.Choice(["size", "arrival"]),
        default="size",
        show_default=True,
        help=_("size: flest mulig; arrival: de som søkte først, går foran."),
    )
    @time_option(_("Hvor lenge det letes i alt."))
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def joint(
        source: Path,
        file: Path | None,
        grants: tuple[str, ...],
        pending: bool,
        wishes: bool,
        roster: Path | None,
        order: str,
        time_limit: float,
        as_json: bool,
    ) -> int:
        from vaktplan.app.joint import Asking, joint

        from .joint_text import told
        from .show import Warnings, emit

        warnings = Warnings()
        made = joint(
            source,
            Asking(file, grants, pending, wishes),
            roster=roster,
            order=order,
            time_limit=time_limit,
            on_warning=warnings,
            on_read=warnings.done,
        )
        emit(as_json, made.document(), told(made))
        if made.disagreement:
            return 1
        return 0 if made.all_granted else 4

    return joint
