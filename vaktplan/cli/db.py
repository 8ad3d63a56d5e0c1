"""`vaktplan db`: the database made, brought up to date, looked over, copied and put back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaktplan.i18n import _

if TYPE_CHECKING:
    from vaktplan.answers.database import DatabaseAnswer


def make() -> click.Command:
    """The command, with its own commands."""
    return click.Group(
        "db",
        help=_("Lag, se over og ta kopi av databasen."),
        options_metavar=_("[VALG]"),
        subcommand_metavar=_("KOMMANDO …"),
        commands=[_upgrade(), _check(), _backup(), _restore()],
    )


def where_option() -> Callable[[Any], Any]:
    """--db, the same for every command that uses the database."""
    return click.option(
        "--db",
        "db",
        metavar=_("ADRESSE"),
        default=None,
        help=_("En fil (SQLite) eller postgresql+psycopg://…; ellers VAKTPLAN_DB, ellers vaktplan.db her."),
    )


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    as_json = click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    made: Callable[..., Any] = where_option()(as_json(command))
    return made


def _upgrade() -> click.Command:
    @click.command("upgrade", help=_("Lag databasen, eller gjør den klar for denne utgaven av vaktplan."))
    @_options
    def upgrade(db: str | None, as_json: bool) -> int:
        from vaktplan.app import database, where

        return _told(as_json, database.upgrade(where.database_url(db)))

    return upgrade


def _check() -> click.Command:
    @click.command(
        "check", help=_("Se over alt: filen, vernet mot endring, sporet og kalenderne. Endrer ingenting.")
    )
    @_options
    def check(db: str | None, as_json: bool) -> int:
        from vaktplan.app import database, where

        return _told(as_json, database.look_over(where.database_url(db)))

    return check


def _backup() -> click.Command:
    @click.command(
        "backup",
        help=_("Ta en kopi i én fil, også mens databasen er i bruk, og se over kopien."),
    )
    @click.argument("file", metavar=_("FIL"), type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--force", is_flag=True, help=_("Skriv over en kopi som finnes."))
    @_options
    def backup(db: str | None, file: Path, force: bool, as_json: bool) -> int:
        from vaktplan.app import database, where

        return _told(as_json, database.back_up(where.database_url(db), file, force=force))

    return backup


def _restore() -> click.Command:
    @click.command("restore", help=_("Sett en kopi i stedet for databasen. Kopien ses over først."))
    @click.argument("file", metavar=_("FIL"), type=click.Path(dir_okay=False, path_type=Path))
    @click.option(
        "--force",
        is_flag=True,
        help=_("Også når det står en database der; den blir tatt vare på."),
    )
    @_options
    def restore(db: str | None, file: Path, force: bool, as_json: bool) -> int:
        from vaktplan.app import database, where

        return _told(as_json, database.restore(where.database_url(db), file, force=force))

    return restore


def _told(as_json: bool, answer: "DatabaseAnswer") -> int:
    from .db_text import database_text
    from .show import emit

    emit(as_json, answer.document(), database_text(answer))
    return answer.exit_code
