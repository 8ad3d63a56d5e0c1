"""From the tables of any earlier vaktplan to those of this one: alembic, inside the package."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from vaktplan.store.appendonly import guard
from vaktplan.store.database import HEAD, KNOWN, Database
from vaktplan.store.troubles import trouble

HERE = Path(__file__).parent


def upgrade(db: Database) -> bool:
    """Bring the tables up to date, in one transaction; makes the file that is not there. True if anything changed."""
    db.make()
    found = db.revision()
    if found and found not in KNOWN:
        raise trouble(db.told, "db-newer")
    with db.raw() as connection:
        config = configured()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        guard(connection)
    return found != HEAD


def configured() -> Config:
    """Alembic, told where the revisions are."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
