"""Files that are whole or not there: written beside their place, made durable, then renamed."""

import hashlib
import json
import os
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_NORWEGIAN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the whole new one, never a half.

    A symbolic link standing at `path` is replaced, never followed.
    """
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{path.name[:80]}.{secrets.token_hex(6)}.part"
    try:
        _write_new(part, data)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(folder)


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o644), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_json(path: Path, document: Mapping[str, Any]) -> None:
    """Write one JSON document, readable, in UTF-8, whole or not at all."""
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    write_atomically(path, text.encode("utf-8", "backslashreplace"))


def safe_name(text: str) -> str:
    """A file name of a-z, 0-9 and hyphens that every system accepts."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_NORWEGIAN))
    name = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:60].strip("-")
    if not name or name in _RESERVED:
        name = f"{name or 'uten-navn'}-1"
    return name


def safe_names(ids: Sequence[str]) -> dict[str, str]:
    """A file name for each id; ids that would share one get a piece of their hash."""
    plain = {i: safe_name(i) for i in ids}
    times = Counter(plain.values())
    return {
        i: name
        if times[name] == 1
        else f"{name}-{hashlib.sha256(i.encode('utf-8', 'replace')).hexdigest()[:8]}"
        for i, name in plain.items()
    }
