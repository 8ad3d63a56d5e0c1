"""Sixty strings that nobody but the coordinator may read, planted in a workbook: where do they come out?

The data matrix: a phone, an e-mail, a number of authorisation, a case reference and every reason stay where they were
typed; the reason that someone signs with stays in the decisions and the trail.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import text

from tests.publishing import ROTA, pairs, write_rota
from vaktplan.cli.main import main
from vaktplan.store.database import Database

WORKBOOK = Path(__file__).parent.parent / "instances" / "smavik" / "workbook.xlsx"
SIGNED = "KANARISIGNATUR"
MORE_COLUMNS = {
    "Leger": ("Telefon", "E-post", "HPR-nummer", "Grunn"),
    "Fritak": ("Grunn",),
    "Fravær": ("Merknad", "Årsak"),
}
COMMENTED = ("Leger", "Ønsker", "Fravær")
LEAST = 60
KEPT = ("tenants", "instances", "rosters", "verdicts", "publications", "events", "feeds", "subscriptions")


def planted(path: Path) -> list[str]:
    """Write the workbook with its canaries; the canaries."""
    names = (f"KANARI{n:03d}X" for n in count(100))
    book = openpyxl.load_workbook(WORKBOOK)
    found = [*_columns(book, names), *_comments(book, names), *_cases(book["Fritak"], names)]
    for field in ("creator", "title", "description", "keywords", "subject", "category"):
        found.append(next(names))
        setattr(book.properties, field, found[-1])
    book.save(path)
    return found


def _columns(book: openpyxl.Workbook, names: Iterator[str]) -> Iterable[str]:
    """Columns that the template does not have, each row filled."""
    for sheet, headings in MORE_COLUMNS.items():
        page = book[sheet]
        rows = [r for r in range(2, page.max_row + 1) if page.cell(r, 1).value]
        for heading in headings:
            column = page.max_column + 1
            page.cell(1, column).value = heading
            for row in rows:
                name = next(names)
                page.cell(row, column).value = name
                yield name


def _comments(book: openpyxl.Workbook, names: Iterator[str]) -> Iterable[str]:
    for sheet in COMMENTED:
        for row in range(2, 8):
            name = next(names)
            book[sheet].cell(row, 2).comment = Comment(name, name)
            yield name


def _cases(page: Worksheet, names: Iterator[str]) -> Iterable[str]:
    """The references of the decisions."""
    headings = [str(c.value) for c in page[1]]
    column = next(i for i, h in enumerate(headings, 1) if h.startswith("Sak"))
    for row in range(2, page.max_row + 1):
        if page.cell(row, 1).value:
            name = next(names)
            page.cell(row, column).value = name
            yield name


def opened(data: bytes) -> bytes:
    """A file's bytes; of a zip, of everything in it."""
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return b"".join(opened(whole.read(name)) for name in whole.namelist())


def everything_kept(database: str) -> bytes:
    """All that a database holds, unpacked; but what the decisions and the trail keep of a signature."""
    found = []
    with Database(database).reading() as session:
        for table in (
            "tenants",
            "instances",
            "rosters",
            "verdicts",
            "publications",
            "events",
            "feeds",
            "subscriptions",
        ):
            for row in session.execute(text(f"SELECT * FROM {table}")):
                for value in row:
                    found.append(_unpacked(value) if isinstance(value, bytes) else str(value).encode())
    return b"\n".join(found)


def _unpacked(value: bytes) -> bytes:
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], bytes, str, str]:
    """The canaries, all that was written or said, the database, and a subscription's token."""
    folder = tmp_path_factory.mktemp("kanari")
    book, database = folder / "bok.xlsx", str(folder / "vaktplan.db")
    canaries = planted(book)
    hole = write_rota(folder / "hull.xlsx", sorted(pairs())[1:])
    said: list[bytes] = []
    token = ""
    capture = pytest.MonkeyPatch()
    out, err = io.StringIO(), io.StringIO()
    capture.setattr("sys.stdout", out)
    capture.setattr("sys.stderr", err)
    db = ["--db", database]
    main(["plan", str(book), "-o", str(folder / "plan"), "--time-limit", "4", "--no-explain"])
    main(["check", str(book), "--roster", str(hole)])
    main(["publish", str(book), "--roster", str(hole), *db, "--by", "Siv"])
    sign = ["--sign", "Kari", "--reason", SIGNED, "--phone", "116117", "-o", str(folder / "ut")]
    main(["publish", str(book), "--roster", str(hole), *db, "--by", "Siv", *sign])
    main(["publish", str(book), "--roster", str(ROTA), *db, "--by", "Siv", *sign, "--json"])
    main(["publish", str(book), "--roster", str(hole), *db, "--by", "Siv", *sign])
    main(["publish", str(book), "--roster", str(book), *db])
    main(["publish", str(book), "--roster", str(ROTA), "--db", str(book)])
    for variant in ("own", "family"):
        main(["feed", "new", "--doctor", "ingrid", "--variant", variant, *db])
    main(["feed", "new", "--variant", "whole", *db])
    out.write("\n===\n")
    main(["feed", "new", "--variant", "wall", *db, "--json"])
    token = json.loads(out.getvalue().rsplit("===\n", 1)[1])["url"].rsplit("/", 1)[1]
    main(["feed", "new", "--doctor", "ingen", *db])
    main(["feed", "list", *db])
    main(["db", "check", *db])
    capture.undo()
    said += [out.getvalue().encode(), err.getvalue().encode()]
    written = [p for p in folder.rglob("*") if p.is_file() and p != book and ".db" not in p.name]
    said += [opened(p.read_bytes()) for p in written]
    said.append(everything_kept(database))
    return canaries, b"\n".join(said), database, token


def test_no_canary_comes_out_anywhere(told: tuple[list[str], bytes, str, str]) -> None:
    canaries, said, _database, _token = told
    assert len(set(canaries)) == len(canaries) >= LEAST
    assert [c for c in canaries if c.encode() in said] == []
    for sign_of_life in (
        "Ikke publisert",
        "versjon 1",
        '"version": 2',
        "AVLYST",
        "Ring: 116117",
        "BEGIN:VEVENT",
    ):
        assert sign_of_life.encode() in said


def test_the_planted_are_found_where_they_were_planted(tmp_path: Path) -> None:
    canaries = planted(tmp_path / "bok.xlsx")
    there = opened((tmp_path / "bok.xlsx").read_bytes())
    assert [c for c in canaries if c.encode() not in there] == []


def test_a_signature_s_reason_is_in_the_decisions_and_the_trail_alone(
    told: tuple[list[str], bytes, str, str],
) -> None:
    _canaries, said, database, _token = told
    assert SIGNED.encode() not in said
    with Database(database).reading() as session:
        reasons = {str(r) for (r,) in session.execute(text("SELECT reason FROM decisions"))}
    assert reasons == {SIGNED}


def test_a_token_is_kept_nowhere(told: tuple[list[str], bytes, str, str]) -> None:
    _canaries, _said, database, token = told
    assert len(token) >= 40
    assert all(token.encode() not in p.read_bytes() for p in Path(database).parent.glob("vaktplan.db*"))
