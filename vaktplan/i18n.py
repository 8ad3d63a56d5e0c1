"""The language of messages: Norwegian text is the source, English comes from the catalogue.

`_("tekst {navn}")` returns the text in the language chosen by `use`; fill it with `.format(...)`. Texts that are
built at import time are marked with `N_` and translated when shown.
"""

import gettext
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("nb", "en")
_language: ContextVar[str] = ContextVar("vaktplan_language", default="nb")
LOCALE = Path(__file__).parent / "locale"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("vaktplan", LOCALE, [language], fallback=True)


def use(language: str) -> None:
    """Choose the language ("nb" or "en") of every later message."""
    _language.set(language if language in LANGUAGES else "nb")


def language() -> str:
    """The language in use."""
    return _language.get()


def _(text: str) -> str:
    """The text in the language in use."""
    return _catalogue(_language.get()).gettext(text)


def N_(text: str) -> str:
    """Mark a text for translation without translating it yet."""
    return text
