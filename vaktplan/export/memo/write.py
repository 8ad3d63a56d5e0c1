"""The paper's files."""

from pathlib import Path

from vaktplan.export.files import write_atomically

from .case import Case
from .compose import compose
from .docx import to_docx
from .page import to_page

NAME = "saksframlegg"


def write_memo(case: Case, folder: Path) -> tuple[Path, ...]:
    """Write the paper as docx and HTML; the same case gives the same bytes."""
    paper = compose(case)
    files = {
        folder / f"{NAME}.docx": to_docx(paper, case.made_at),
        folder / f"{NAME}.html": to_page(paper).encode("utf-8"),
    }
    for path, data in files.items():
        write_atomically(path, data)
    return tuple(files)
