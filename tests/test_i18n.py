"""No text lacks its English, no placeholder is lost, and the compiled catalogue is the written one."""

import ast
import re
from collections.abc import Iterator

from tests.catalogue import CLICK, FOLDER, ROOT, as_mo, clicks, collected, english

HOLES = re.compile(r"\{[^{}]*\}")


def holes(text: str) -> list[str]:
    """The names of a text's placeholders."""
    return sorted({h.strip("{}").split(":")[0].split("!")[0] for h in HOLES.findall(text)})


def marked() -> Iterator[str]:
    """Every text that the code gives to _ or N_, wherever the call stands."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    yield str(text.value)


def test_no_text_hides_from_the_collector() -> None:
    """A call inside an f-string is not seen by the collector of texts, and would stay Norwegian."""
    said = {m.id for m in collected()}
    assert [text for text in marked() if text not in said] == []


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
    assert CLICK.with_suffix(".mo").read_bytes() == as_mo(clicks())
