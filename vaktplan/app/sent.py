"""What a piece of work needs of facts and book, as it is sent to another process, and as it is read there."""

import tempfile
from collections.abc import Collection
from pathlib import Path

from vaktplan import versions
from vaktplan.domain.instance import Instance
from vaktplan.errors import UsageError
from vaktplan.fleet import Payload
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book

from .solving import book_hash


def sent(instance: Instance, book: Book, folder: Path, also: Collection[str] = ()) -> Payload:
    """Facts, the books that lie beside them (and some others by name), and the versions an answer rests on."""
    named = (instance.book, *also, *(m.book for m in instance.municipalities if m.book))
    beside = {name: folder / f"{name}.toml" for name in sorted(set(named))}
    made_by = versions.of_everything()
    return {
        "instance": instance.model_dump(mode="json"),
        "books": {name: path.read_text(encoding="utf-8") for name, path in beside.items() if path.is_file()},
        "book_sha256": book_hash(book),
        "versions": {name: made_by[name] for name in ("ortools", "vaktplan")},
    }


def arrived(payload: Payload) -> tuple[Instance, Book]:
    """Facts and book as they were sent. Raises UsageError when the norms here are others."""
    instance = Instance.model_validate(payload["instance"])
    book = book_for(instance, payload)
    if book_hash(book) != payload["book_sha256"]:
        raise UsageError(_("arbeideren har en annen regelbok eller andre normer enn de som ble lest"))
    return instance, book


def book_for(instance: Instance, payload: Payload) -> Book:
    """The book of an instance, from this machine's models and the books sent along."""
    from vaktplan.read.models import book_of

    with tempfile.TemporaryDirectory() as folder:
        for name, text in payload["books"].items():
            (Path(folder) / f"{name}.toml").write_text(text, encoding="utf-8")
        return book_of(instance, Path(folder))
