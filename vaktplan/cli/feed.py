"""`vaktplan feed`: who may read a calendar; the secret address is shown once."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from vaktplan.i18n import _

from .store import Command, database_option

VARIANTS = ("own", "whole", "family", "wall")  # as app.feeds has them


def make() -> click.Command:
    """The command and its parts."""
    group = click.Group(
        "feed",
        help=_("Kalenderabonnementer: lag, vis, bytt ut og avslutt. Adressen er hemmelig og vises én gang."),
        options_metavar=_("[VALG]"),
        subcommand_metavar=_("KOMMANDO …"),
    )
    for part in (_new(), _list(), _rotate(), _revoke()):
        group.add_command(part)
    return group


def _common(command: Command) -> Command:
    """The options of every part."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout.")),
        click.option(
            "--municipality", metavar=_("KOMMUNE"), default="", help=_("Kommunen, når databasen har flere.")
        ),
        database_option(),
    ):
        command = option(command)
    return command


def _by(command: Command) -> Command:
    return click.option("--by", default="", help=_("Hvem som gjør det; ellers brukernavnet på maskinen."))(
        command
    )


def _base(command: Command) -> Command:
    return click.option(
        "--base-url",
        default="",
        metavar="https://…",
        help=_("Adressen serveren har utad; ellers denne maskinen."),
    )(command)


def _part(name: str, text: str) -> Callable[[Command], click.Command]:
    return click.command(name, help=text, options_metavar=_("[VALG]"))


def _new() -> click.Command:
    @_part("new", _("Lag et abonnement. Gi adressen til den det gjelder, og ingen andre."))
    @click.option("--doctor", default="", metavar=_("LEGE"), help=_("Legens id eller navn."))
    @click.option(
        "--variant",
        type=click.Choice(VARIANTS),
        default="own",
        show_default=True,
        help=_("own: egne vakter · whole: hele planen med navn · family: bare når · wall: tavlen."),
    )
    @_base
    @_by
    @_common
    def new(doctor: str, variant: str, base_url: str, by: str, database: str | None, **more: Any) -> int:
        from vaktplan.app.feeds import new_feed

        from .feed_text import address, address_document
        from .show import emit
        from .store import located

        made = new_feed(
            located(database),
            more["municipality"],
            doctor,
            variant,
            base_url=base_url,
            by=_who(by),
            at=_now(),
        )
        emit(more["as_json"], address_document("new", made), address(made))
        return 0

    return new


def _list() -> click.Command:
    @_part("list", _("Vis abonnementene, og når hvert ble hentet sist."))
    @click.option("--unseen", is_flag=True, help=_("Bare de som ikke har hentet en endring innen 48 timer."))
    @_common
    def listed(unseen: bool, municipality: str, database: str | None, as_json: bool) -> int:
        from vaktplan.app.feeds import list_feeds

        from .feed_text import list_document, table
        from .show import emit
        from .store import located

        found = list_feeds(located(database), municipality, unseen=unseen, now=_now())
        emit(as_json, list_document(found), table(found, unseen=unseen))
        return 0

    return listed


def _rotate() -> click.Command:
    @_part("rotate", _("Bytt ut den hemmelige adressen; den gamle slutter å virke straks."))
    @click.argument("number", metavar=_("NUMMER"), type=int)
    @_base
    @_by
    @_common
    def rotate(number: int, base_url: str, by: str, database: str | None, **more: Any) -> int:
        from vaktplan.app.feeds import rotate_feed

        from .feed_text import address, address_document
        from .show import emit
        from .store import located

        made = rotate_feed(
            located(database), more["municipality"], number, base_url=base_url, by=_who(by), at=_now()
        )
        emit(more["as_json"], address_document("rotate", made), address(made))
        return 0

    return rotate


def _revoke() -> click.Command:
    @_part("revoke", _("Avslutt et abonnement; adressen slutter å virke straks."))
    @click.argument("number", metavar=_("NUMMER"), type=int)
    @_by
    @_common
    def revoke(number: int, by: str, municipality: str, database: str | None, as_json: bool) -> int:
        from vaktplan.app.feeds import revoke_feed

        from .show import emit
        from .store import located

        ended = revoke_feed(located(database), municipality, number, by=_who(by), at=_now())
        document = {"command": "feed revoke", "status": "ok", "subscription": number}
        emit(as_json, document, _("Abonnement {n} ({navn}) er avsluttet.").format(n=number, navn=ended.name))
        return 0

    return revoke


def _who(by: str) -> str:
    return by or getpass.getuser()


def _now() -> datetime:
    return datetime.now(UTC)
