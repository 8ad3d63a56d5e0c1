"""The instances that engines are compared on, by name."""

import re
from dataclasses import dataclass
from pathlib import Path

from vaktplan.domain.instance import Instance
from vaktplan.read.models import book_of
from vaktplan.rulebook.book import Book

from .cut import legevakt_only

ROOT = Path(__file__).parent.parent.parent
WHERE = (
    "the public instances are not part of vaktplan: get them from schedulingbenchmarks.org/nrp (Shift Scheduling, text "
    "format), and name the folder with BENCH=/path/to/folder (--bench)"
)


@dataclass(frozen=True)
class Problem:
    """An instance with its book, and the text file when it is one of the public format."""

    name: str
    instance: Instance
    book: Book
    public: Path | None = None


class Missing(Exception):
    """An instance that is not here; the text says where to get it."""


def load(name: str, bench: Path | None = None) -> Problem:
    """An instance by name: an example, "sandefjord-legevakt", "public-8", or the path of a .json or .txt file."""
    if numbered := re.fullmatch(r"public-(\d+)", name):
        return _public(name, _found(bench, f"Instance{numbered[1]}.txt"))
    if name.endswith(".txt"):
        return _public(Path(name).stem, Path(name))
    if name.endswith(".json"):
        return _stored(Path(name).stem, Path(name))
    if name.endswith("-legevakt"):
        whole = load(name.removesuffix("-legevakt"))
        return Problem(name, legevakt_only(whole.instance), whole.book)
    if name.endswith("-year"):
        return _stored(name, ROOT / "instances" / name.removesuffix("-year") / "2027.json")
    return _stored(name, ROOT / "instances" / name / "instance.json")


def _found(bench: Path | None, file: str) -> Path:
    for folder in () if bench is None else (bench, bench / "shift-scheduling"):
        if (folder / file).is_file():
            return folder / file
    raise Missing(WHERE if bench is None else f"no {file} in {bench}; {WHERE}")


def _public(name: str, path: Path) -> Problem:
    from vaktplan.read.benchmark import read_benchmark

    instance, book = read_benchmark(path)
    return Problem(name, instance, book, path)


def _stored(name: str, path: Path) -> Problem:
    if not path.is_file():
        raise Missing(f"no file {path}")
    instance = Instance.model_validate_json(path.read_text(encoding="utf-8"))
    return Problem(name, instance, book_of(instance))
