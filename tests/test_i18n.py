"""No text lacks its English, no placeholder is lost, and the compiled catalogue is the written one."""

import re

from tests.catalogue import FOLDER, as_mo, collected, english

HOLES = re.compile(r"\{[^{}]*\}")


def holes(text: str) -> list[str]:
    """The names of a text's placeholders."""
    return sorted({h.strip("{}").split(":")[0].split("!")[0] for h in HOLES.findall(text)})


def test_every_text_has_its_english() -> None:
    known = english()
    texts = [m.id for m in collected() if m.id]
    assert len(texts) > 100
    assert [t for t in texts if t not in known or not known[t].string] == []


def test_no_placeholder_is_lost() -> None:
    wrong = [m.id for m in english() if m.id and m.string and holes(m.id) != holes(str(m.string))]
    assert wrong == []


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {m.id for m in collected()}
    assert [m.id for m in english() if m.id and m.id not in said] == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert (FOLDER / "vaktplan.mo").read_bytes() == as_mo(english())
