"""The databases of the store's tests."""

from tests.store.conftest import db, server, url

__all__ = ["db", "server", "url"]
