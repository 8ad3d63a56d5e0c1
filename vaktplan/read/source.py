"""Which workbook is meant: a file, or the one in a folder."""

from pathlib import Path

from vaktplan.errors import InvalidInput
from vaktplan.i18n import _


def workbook_in(source: Path) -> Path:
    """The workbook itself, or the one in a folder. Raises InvalidInput when there is none, or several."""
    if not source.is_dir():
        return source
    named = source / "workbook.xlsx"
    if named.is_file():
        return named
    found = sorted(p for p in source.glob("*.xlsx") if not p.name.startswith(("~$", ".")))
    found = [p for p in found if not p.stem.endswith("-feil")]
    if len(found) == 1:
        return found[0]
    if not found:
        what, hint = (
            _("mappen har ingen arbeidsbok (.xlsx)"),
            _("lag en med «vaktplan new»: {fil}").format(fil=named),
        )
    else:
        what = _("mappen har flere arbeidsbøker: {navn}").format(navn=", ".join(p.name for p in found))
        hint = _("oppgi én av dem")
    raise InvalidInput.one(str(source), what, hint, "no-workbook")
