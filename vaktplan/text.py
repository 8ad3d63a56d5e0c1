"""Text as people type it: matching, look-alikes, nearest words, and characters that are refused."""

import difflib
import unicodedata
from collections.abc import Iterable

from vaktplan.i18n import _

LONGEST = 200
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_NONCHARACTERS = frozenset({"\ufffe", "\uffff"})
_LOOKALIKES = str.maketrans(
    "аеорсхуіјѕԁһкмтвнАВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυ’‘ʼ´`‐‑‒–—−",
    "aeopcxyijsdhkmtbhabekmhopctxabezhikmnoptyxavopu'''''------",
)


def key(text: str) -> str:
    """The text for matching: composed, spaces collapsed, case ignored."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def skeleton(text: str) -> str:
    """The text with look-alike letters made one: two that are equal cannot be told apart on paper."""
    plain = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    return " ".join(plain.split()).casefold().translate(_LOOKALIKES)


def has_refused(text: str) -> bool:
    """Whether the text holds control, direction or other invisible characters."""
    return any(unicodedata.category(c) in _REFUSED or c in _NONCHARACTERS for c in text)


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known words most like a word, best first."""
    by_key = {key(k): k for k in known}
    found = difflib.get_close_matches(key(word), by_key, count, 0.6)
    return tuple(by_key[f] for f in found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """«Mente du …?», or an empty text when nothing is like it."""
    options = nearest(word, known)
    if not options:
        return ""
    return _("Mente du {ord}?").format(ord=either([f"«{o}»" for o in options]))


def either(words: Iterable[str]) -> str:
    """Words as a choice: "a, b eller c"."""
    *first, last = list(words)
    return _("{første} eller {siste}").format(første=", ".join(first), siste=last) if first else last


def shown(value: object) -> str:
    """A value short enough to stand in a message, with nothing invisible in it."""
    text = "".join("?" if has_refused(c) else c for c in str(value))
    return text if len(text) <= 40 else text[:39] + "…"
