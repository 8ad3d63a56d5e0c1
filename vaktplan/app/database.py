"""The database as a whole: brought up to date, looked over, copied and put back."""

from pathlib import Path

from vaktplan.answers.database import DatabaseAnswer
from vaktplan.store import backup as copies
from vaktplan.store.database import Database
from vaktplan.store.health import examine
from vaktplan.store.migrations import upgrade as bring_up


def upgrade(url: str) -> DatabaseAnswer:
    """Make the database, or bring it up to date."""
    db = Database(url)
    changed = bring_up(db)
    return DatabaseAnswer("upgraded" if changed else "up-to-date", db.told, examine(db))


def look_over(url: str) -> DatabaseAnswer:
    """Read everything, change nothing."""
    db = Database(url)
    return DatabaseAnswer("checked", db.told, examine(db))


def back_up(url: str, file: Path, *, force: bool) -> DatabaseAnswer:
    """A copy in a file."""
    db = Database(url)
    return DatabaseAnswer("backed-up", db.told, copies.backup(db, file, force=force), (str(file),))


def restore(url: str, file: Path, *, force: bool) -> DatabaseAnswer:
    """A copy put in the place of the database; `files` names what was set aside."""
    db = Database(url)
    health, aside = copies.restore(db, file, force=force)
    return DatabaseAnswer("restored", db.told, health, (str(aside),) if aside else ())
