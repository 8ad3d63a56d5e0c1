"""The files of many districts: what a file or a folder on the command line stands for."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from vaktplan.errors import InvalidInput
from vaktplan.i18n import _


def found_in(sources: Sequence[Path]) -> list[Path]:
    """The files of the districts, in order, each once. Raises InvalidInput when a source has none."""
    found = [path for source in sources for path in _files_of(source)]
    return list({path.resolve(): path for path in found}.values())


def _files_of(source: Path) -> list[Path]:
    """A file itself; of a folder its workbook or instance, else every file in it, and of each folder in it the same."""
    if not source.is_dir():
        if source.suffix.lower() in (".xlsx", ".json") and source.is_file():
            return [source]
        what = _("det finnes ingen slik arbeidsbok, instance.json eller mappe")
        raise InvalidInput.one(str(source), what, _("oppgi en .xlsx, en .json eller en mappe"), "no-workbook")
    files = _of_one(source) or [*_loose(source), *(f for p in sorted(source.iterdir()) for f in _of_one(p))]
    if not files:
        what = _("mappen har ingen arbeidsbok (.xlsx) eller instance.json")
        raise InvalidInput.one(str(source), what, _("oppgi mappen de ligger i"), "no-workbook")
    return files


def _of_one(folder: Path) -> list[Path]:
    """The district of a folder that is one district's."""
    named = [folder / name for name in ("workbook.xlsx", "instance.json")]
    return [path for path in named if path.is_file()][:1]


def _loose(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(("~$", ".")) or path.stem.endswith("-feil")
        if path.suffix.lower() in (".xlsx", ".json") and path.is_file() and not hidden:
            yield path


def names_of(found: Sequence[Path]) -> list[str]:
    """A name for each file: its own, or its folder's when it has the usual one; with the folder when two are alike."""
    usual = ("workbook", "instance")
    short = [p.resolve().parent.name if p.stem in usual else p.stem for p in found]
    return [
        name if short.count(name) == 1 else f"{p.resolve().parent.name}/{p.stem}"
        for name, p in zip(short, found, strict=True)
    ]
