"""The folder models/: norms and books from its TOML files, in a checkout or inside the installed package."""

import os
import tomllib
from pathlib import Path
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.norm_file import nearest
from vaktplan.rulebook.norms import Norm
from vaktplan.rulebook.parse import Paper, parse_book, parse_norms, parse_paper

SHELVES = ("law", "agreements", "norms")
MAX_BYTES = 1_000_000
_PACKAGE = Path(__file__).resolve().parents[1]


def models_root() -> Path:
    """The folder models/: inside the package when installed, else beside it in a checkout."""
    installed = _PACKAGE / "models"
    return installed if installed.is_dir() else _PACKAGE.parent / "models"


def load_norms(root: Path | None = None) -> dict[str, Norm]:
    """Every norm by id, sorted. Raises InvalidInput with the faults of all files at once."""
    faults: list[Fault] = []
    found: dict[str, Norm] = {}
    for path in _norm_files(root):
        try:
            norms = parse_norms(path.name, _toml(path))
        except InvalidInput as error:
            faults += error.faults
            continue
        for norm in norms:
            if norm.id in found:
                what = _("to normer heter «{id}»").format(id=norm.id)
                faults.append(Fault(path.name, what, _("gi den ene filen en annen id"), "same-id"))
            found[norm.id] = norm
    if faults:
        raise InvalidInput(faults)
    return {id: found[id] for id in sorted(found)}


def load_papers(root: Path | None = None) -> dict[str, Paper]:
    """Every statute, agreement and plan that has a file of norms, by id."""
    papers = [parse_paper(path.name, _toml(path)) for path in _norm_files(root)]
    return {paper.id: paper for paper in sorted(papers, key=lambda p: p.id)}


def list_books(root: Path | None = None) -> tuple[str, ...]:
    """The names of the books that come with vaktplan."""
    return tuple(sorted(path.stem for path in _files((root or models_root()) / "books")))


def load_book(name_or_path: str, folder: Path | None = None, root: Path | None = None) -> Book:
    """A book by name, first beside the workbook and then among those of vaktplan; or by the path of its file.

    Raises InvalidInput when there is no such book, or with every fault of it.
    """
    path = _find_book(name_or_path, folder, root)
    data = _toml(path)
    book = parse_book(data, load_norms(root), path.name)
    if book.id != path.stem:
        what = _("regelboken heter «{id}», men filen heter «{fil}»").format(id=book.id, fil=path.name)
        raise InvalidInput.one(path.name, what, _("la id være filens navn uten .toml"), "book-id")
    return book


def book_of(instance: Instance, folder: Path | None = None, root: Path | None = None) -> Book:
    """The book an instance names, with the municipalities' own. Raises InvalidInput as load_book does."""
    own = {m.name: load_book(m.book, folder, root) for m in instance.municipalities if m.book}
    return load_book(instance.book, folder, root).with_local(own)


def _find_book(name: str, folder: Path | None, root: Path | None) -> Path:
    if name.endswith(".toml"):
        candidates = [Path(name)]
    elif name in ("", ".", "..") or any(mark in name for mark in "/\\\0"):
        candidates = []
    else:
        books = (root or models_root()) / "books"
        candidates = [place / f"{name}.toml" for place in (folder, books) if place is not None]
    for path in candidates:
        if os.path.isfile(path):  # a name too long for the disk is no file either
            return path
    known = list_books(root)
    if folder is not None and folder.is_dir():
        known = tuple(sorted({*known, *(path.stem for path in _files(folder))}))
    what = _("det finnes ingen regelbok «{navn}»").format(navn=name)
    raise InvalidInput.one(_("Regelbok"), what, nearest(name, known), "unknown-book")


def _norm_files(root: Path | None) -> list[Path]:
    return [path for shelf in SHELVES for path in _files((root or models_root()) / shelf)]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _toml(path: Path) -> dict[str, Any]:
    """The data of a TOML file. Raises InvalidInput when it cannot be read as one."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidInput.one(
                path.name, _("filen er for stor"), _("en fil i models/ er liten"), "too-large"
            )
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        what = _("filen kan ikke leses: {feil}").format(feil=error.strerror)
        raise InvalidInput.one(
            path.name, what, _("se etter at filen finnes og kan leses"), "unreadable"
        ) from None
    except UnicodeDecodeError:
        what = _("filen er ikke tekst i UTF-8")
        raise InvalidInput.one(path.name, what, _("lagre den som UTF-8"), "not-utf8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        what = _("filen er ikke gyldig TOML: {feil}").format(feil=error)
        raise InvalidInput.one(path.name, what, _("rett linjen som er nevnt"), "bad-toml") from None
