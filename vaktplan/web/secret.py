"""Tokens: their form, and the little of them that may be written anywhere."""

import hashlib
import re

_FORM = re.compile(r"[A-Za-z0-9_-]{43}")  # token_urlsafe(32)


def well_formed(token: str) -> bool:
    """Whether a text can be a token at all; what cannot is asked of nobody."""
    return _FORM.fullmatch(token) is not None


def digest(token: str) -> bytes:
    """The hash by which a token is known."""
    return hashlib.sha256(token.encode("ascii")).digest()


def prefix(token: str) -> str:
    """What a log may say of a token: six hex digits of its hash, a dash for what is none."""
    return digest(token).hex()[:6] if well_formed(token) else "-"
