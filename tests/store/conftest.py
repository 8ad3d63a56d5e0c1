"""A database for a test: SQLite always, PostgreSQL in the oracle set."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from vaktplan.store.database import Database
from vaktplan.store.migrations import upgrade

from .postgres import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL server of our own, on a socket in a folder."""
    with Server() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.oracle)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that has nothing in it; a SQLite file is not even there."""
    if request.param == "sqlite":
        return str(tmp_path / "vaktplan.db")
    made: str = request.getfixturevalue("server").database()
    return made


@pytest.fixture
def db(url: str) -> Iterator[Database]:
    """A database with all its tables."""
    made = Database(url)
    upgrade(made)
    yield made
    made.close()
