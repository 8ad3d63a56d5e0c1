"""Documents as they are kept: JSON, compressed; zlib keeps a checksum of what it packed."""

import json
import zlib
from collections.abc import Iterable

Pairs = tuple[tuple[str, str], ...]  # of doctor and shift


def packed(text: str) -> bytes:
    """A document for the database."""
    return zlib.compress(text.encode())


def unpacked(body: bytes) -> str:
    """The document. Raises zlib.error when it is not what was packed."""
    return zlib.decompress(body).decode()


def pairs_text(pairs: Iterable[tuple[str, str]]) -> str:
    """A roster as a document."""
    return json.dumps([list(p) for p in pairs], ensure_ascii=False, separators=(",", ":"))


def pairs_of(body: bytes) -> Pairs:
    """A roster out of its packed document."""
    return tuple((doctor, shift) for doctor, shift in json.loads(unpacked(body)))
