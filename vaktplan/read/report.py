"""The faults of a workbook as text, as plain data, and as a marked copy of the workbook."""

import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from vaktplan.errors import Fault, InvalidInput, UsageError
from vaktplan.i18n import _

from .raw import run_child
from .saving import write_new
from .scan import check


def fault_copy_name(source: Path) -> Path:
    """Where the marked copy of a workbook goes, beside it."""
    return source.with_name(f"{source.stem}-feil.xlsx")


def write_fault_copy(source: Path, faults: Sequence[Fault], target: Path) -> None:
    """Write a copy of a workbook with its faults marked; only an earlier such copy is ever replaced.

    A file that cannot be opened safely gives a workbook with the list of faults alone.
    """
    ours = _is_fault_copy(target)
    if (target.exists() or target.is_symlink()) and (not ours or _same(source, target)):
        raise UsageError(_("filen finnes fra før og blir ikke skrevet over: {fil}").format(fil=target.name))
    write_new(target, _marked(source, [f.as_document() for f in faults]), overwrite=ours)


def _same(source: Path, target: Path) -> bool:
    try:
        return source.samefile(target)
    except OSError:
        return False


def _marked(source: Path, faults: list[dict[str, str]]) -> bytes:
    """The bytes of the copy, made in the limited process."""
    from .marking import list_only

    try:
        check(source)
        with tempfile.TemporaryDirectory(prefix="vaktplan-") as folder:
            made, told = Path(folder) / "feil.xlsx", Path(folder) / "feil.json"
            told.write_text(json.dumps(faults, ensure_ascii=False), "utf-8")
            done = run_child(str(source.resolve()), str(made), str(told))
            if done.returncode == 0 and made.is_file():
                return made.read_bytes()
    except (InvalidInput, subprocess.TimeoutExpired):
        pass
    return list_only(faults)


def _is_fault_copy(path: Path) -> bool:
    """Whether a file is a marked copy that vaktplan wrote."""
    from .marking import MARK

    if path.is_symlink() or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
            text = part.read(65536).decode("utf-8", "replace")
    except Exception:  # whatever it is, it is not ours
        return False
    return re.search(rf"<(?:\w+:)?keywords>{re.escape(MARK)}</", text) is not None
