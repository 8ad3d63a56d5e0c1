"""What a decision paper is made from; the ground of the application is no part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from vaktplan.domain.instance import Instance
from vaktplan.ledger.spread import Spreads
from vaktplan.rulebook.book import Book
from vaktplan.whatif.comparison import Comparison


@dataclass(frozen=True)
class Alternative:
    """Another decision that was tried: its changes in words, and what it does."""

    titles: tuple[str, ...]
    comparison: Comparison


@dataclass(frozen=True)
class Case:
    """An application and what is known about granting it."""

    instance: Instance
    book: Book
    comparison: Comparison
    fairness: tuple[Spreads | None, Spreads | None]  # of the first month, refused and granted
    input_sha256: str
    book_sha256: str
    versions: Mapping[str, str]
    time_limit: float  # seconds
    made_at: datetime  # UTC; never read from the clock here
    reference: str = ""  # of the case file, where the ground stays
    alternatives: tuple[Alternative, ...] = ()
