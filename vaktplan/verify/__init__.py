"""Every rule re-checked on the finished roster, by code that knows no solver."""

from .verify import Verifier, verify

__all__ = ["Verifier", "verify"]
