"""Damaged workbooks: always words or a reading, never a traceback, never a hang."""

import io
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.read.books import template
from vaktplan.errors import InvalidInput
from vaktplan.read.workbook import read_workbook

_SNIPPETS = (
    b"",
    b"<",
    b"&amp;",
    b'"',
    b"\xff\xfe",
    b"9" * 400,
    b"-1",
    b"1e400",
    b"<row/>",
    b"</c>",
    b"\x00",
    b"xmlns",
    b"A1:ZZ9",
)


def _bytes_changed(random: Random) -> bytes:
    data = bytearray(template())
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(data))
        data[at] = random.randrange(256)
    if random.random() < 0.2:
        del data[random.randrange(len(data)) :]
    return bytes(data)


def _xml_changed(random: Random) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template())) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        hit = random.choice(source.namelist())
        for name in source.namelist():
            data = source.read(name)
            if name == hit:
                at = random.randrange(len(data))
                kind = random.randrange(3)
                if kind == 0:  # a piece of text replaced
                    data = data[:at] + random.choice(_SNIPPETS) + data[at + random.randint(0, 6) :]
                elif kind == 1:  # an attribute's or element's text changed, the XML still whole
                    spots = [m for m in range(len(data)) if data[m : m + 2] in (b'="', b"><")]
                    spot = random.choice(spots or [0]) + 2
                    end = data.find(b'"', spot) if data[spot - 2 : spot] == b'="' else spot
                    data = (
                        data[:spot]
                        + random.choice((b"0", b"-1", b"x", b"99999999", b"TRUE", b""))
                        + data[end:]
                    )
                elif random.random() < 0.5:
                    continue  # the part is gone
                else:
                    data = data[:at]
            target.writestr(name, data)
    return made.getvalue()


def _outcome(data: bytes, path: Path) -> str:
    path.write_bytes(data)
    try:
        read_workbook(path)
    except InvalidInput as e:
        assert e.faults
        assert all(f.where and f.what and f.code for f in e.faults)
        return e.faults[0].code
    return "read"


def _run(count: int, changed: object, tmp_path: Path, seed: int) -> Counter[str]:
    assert callable(changed)
    return Counter(_outcome(changed(Random(seed + n)), tmp_path / "bok.xlsx") for n in range(count))


def test_changed_bytes(tmp_path: Path) -> None:
    outcomes = _run(130, _bytes_changed, tmp_path, 0)
    assert outcomes["damaged"] > 50, outcomes


def test_changed_xml(tmp_path: Path) -> None:
    outcomes = _run(20, _xml_changed, tmp_path, 1000)
    assert outcomes["damaged"] > 1, outcomes
    assert outcomes["read"] > 2, outcomes


@pytest.mark.long
def test_changed_at_length(tmp_path: Path) -> None:
    outcomes = _run(4000, _bytes_changed, tmp_path, 10_000) + _run(2000, _xml_changed, tmp_path, 20_000)
    assert sum(outcomes.values()) == 6000
