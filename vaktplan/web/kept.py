"""The store as the server asks it."""

from .source import Source


def opened(db: str) -> Source:
    """The store of a database."""
    raise NotImplementedError


def checked(db: str) -> None:
    """Refuse a database that cannot be served, in the store's own words."""
    opened(db).close()
