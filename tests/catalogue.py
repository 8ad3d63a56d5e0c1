"""Collect every text of the program into the English catalogue, keep what is translated, and compile.

Run as `python -m tests.catalogue` (make i18n); the functions serve tests/test_i18n.py.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent / "vaktplan"
FOLDER = ROOT / "locale" / "en" / "LC_MESSAGES"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
CLICK = ROOT / "locale" / "nb" / "LC_MESSAGES" / "click.po"  # the few words of click itself, by hand
METHODS = [("**.py", "python"), ("**/templates/**.j2", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "gettext": None}


def collected() -> Catalog:
    """Every text that the program may say."""
    catalogue = Catalog(project="vaktplan", charset="utf-8")
    for filename, _line, message, _comments, _context in extract_from_dir(
        str(ROOT), METHODS, keywords=KEYWORDS
    ):
        catalogue.add(message, locations=[(str(filename), 0)])
    return catalogue


def english() -> Catalog:
    """The English catalogue as it is."""
    path = FOLDER / "vaktplan.po"
    if not path.is_file():
        return Catalog(locale="en", charset="utf-8")
    return read_po(io.BytesIO(path.read_bytes()), locale="en")


def clicks() -> Catalog:
    """Click's own words in Norwegian."""
    return read_po(io.BytesIO(CLICK.read_bytes()), locale="nb")


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text, sorted, without dates."""
    out = io.BytesIO()
    write_po(
        out, catalogue, width=110, no_location=True, omit_header=False, sort_output=True, ignore_obsolete=True
    )
    kept = [
        line for line in out.getvalue().splitlines() if not line.startswith((b'"POT-', b'"PO-', b'"Gener'))
    ]
    return b"\n".join(kept) + b"\n"


def as_mo(catalogue: Catalog) -> bytes:
    """The compiled catalogue."""
    out = io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = LONG_AGO  # the bytes say nothing of when
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Update and compile; say how many texts lack English."""
    catalogue = english()
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "vaktplan.po").write_bytes(as_po(catalogue))
    compiled = english()
    (FOLDER / "vaktplan.mo").write_bytes(as_mo(compiled))
    CLICK.with_suffix(".mo").write_bytes(as_mo(clicks()))
    missing = [m.id for m in compiled if m.id and not m.string]
    print(f"{len(compiled)} texts, {len(missing)} without English")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
