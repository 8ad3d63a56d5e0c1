"""`vaktplan db`: the database made, brought up to date, looked over, copied and put back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaktplan.i18n import _

from .store import database_option

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


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    as_json = click.option("--json", "as_json", is_flag=True, help=_("Ett JSON-dokument på stdout."))
    made: Callable[..., Any] = database_option()(as_json(command))
    return made


def _upgrade() -> click.Command:
    @click.command("upgrade", help=_("Lag databasen, eller gjør den klar for denne utgaven av vaktplan."))
    @_options
    def upgrade(database: str | None, as_json: bool) -> int:
        from vaktplan.app import database as use

        from .store import located

        return _told(as_json, use.upgrade(located(database)))

    return upgrade


def _check() -> click.Command:
    @click.command(
        "check", help=_("Se over alt: filen, vernet mot endring, sporet og kalenderne. Endrer ingenting.")
    )
    @_options
    def check(database: str | None, as_json: bool) -> int:
        from vaktplan.app import database as use

        from .store import located

        return _told(as_json, use.look_over(located(database)))

    return check


def _backup() -> click.Command:
    @click.command(
        "backup",
        help=_("Ta en kopi i én fil, også mens databasen er i bruk, og se over kopien."),
    )
    @click.argument("file", metavar=_("FIL"), type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--force", is_flag=True, help=_("Skriv over en kopi som finnes."))
    @_options
    def backup(database: str | None, file: Path, force: bool, as_json: bool) -> int:
        from vaktplan.app import database as use

        from .store import located

        return _told(as_json, use.back_up(located(database), file, force=force))

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
    def restore(database: str | None, file: Path, force: bool, as_json: bool) -> int:
        from vaktplan.app import database as use

        from .store import located

        return _told(as_json, use.restore(located(database), file, force=force))

    return restore


def _told(as_json: bool, answer: "DatabaseAnswer") -> int:
    from .db_text import database_text
    from .show import emit

    emit(as_json, answer.document(), database_text(answer))
    return answer.exit_code
