"""`vaktplan publish`: a roster made known, once, with a trace."""

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from vaktplan.i18n import _

from .effort import Figure
from .store import database_option


def make() -> click.Command:
    """The command."""

    @click.command(
        "publish",
        help=_(
            "Publiser en plan. Den lagres med versjon og spor, og legenes kalendere følger den. Nektes mens et "
            "krav er brutt eller en plass er udekket, hvis ikke en navngitt person står for det."
        ),
        options_metavar=_("[VALG]"),
    )
    @click.argument("source", metavar=_("ARBEIDSBOK|MAPPE"), type=click.Path(path_type=Path))
    @click.option(
        "--roster",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Excel-filen med planen (arket Vaktliste)."),
    )
    @database_option()
    @click.option("--by", default="", help=_("Hvem som publiserer; ellers brukernavnet på maskinen."))
    @click.option(
        "--sign", "signer", default="", help=_("Hvem som står for brudd, hull eller en sen endring.")
    )
    @click.option("--reason", default="", help=_("Hvorfor; lagres i sporet. Skriv aldri helseopplysninger."))
    @click.option(
        "--freeze",
        metavar=_("DAGER"),
        type=Figure(0, 60, whole=True),
        default=7,
        show_default=True,
        help=_("Vakter som begynner så snart, endres bare med --sign."),
    )
    @click.option("--phone", default=None, help=_("Vakttelefonen som står i kalendere og på tavlen."))
    @click.option("--worked", is_flag=True, help=_("Planen slik den ble gått, når perioden er over."))
    @click.option("--dry-run", is_flag=True, help=_("Vis forskjellen, og lagre ingenting."))
    @click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Mappen endringene skrives i: én fil til hver lege det gjelder, og én til koordinatoren."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    def publish(
        source: Path,
        roster: Path,
        database: str | None,
        by: str,
        signer: str,
        reason: str,
        freeze: int,
        phone: str | None,
        worked: bool,
        dry_run: bool,
        output: Path | None,
        as_json: bool,
    ) -> int:
        from vaktplan.app.publishing import Wish
        from vaktplan.app.publishing import publish as published

        from .publish_text import told
        from .show import Warnings, emit
        from .store import located

        warnings = Warnings()
        made = published(
            source,
            roster,
            located(database),
            Wish(
                by=by or getpass.getuser(),
                signer=signer,
                reason=reason,
                freeze_days=freeze,
                worked=worked,
                dry_run=dry_run,
                phone=phone,
            ),
            output=output,
            made_at=datetime.now(UTC),
            on_warning=warnings,
            on_read=warnings.done,
        )
        emit(as_json, made.document(), told(made))
        return 4 if made.status == "refused" else 0

    return publish
