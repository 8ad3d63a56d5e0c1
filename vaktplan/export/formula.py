"""The fair share in words, with a doctor's own numbers."""

from vaktplan.i18n import _
from vaktplan.ledger import MeasureLine

from . import words


def general() -> str:
    """The formula by its words."""
    return _("andel = skyldig + total × (vaktandel × nærvær × kan ta) / sum")


def worked_out(line: MeasureLine) -> str:
    """The formula of one measure with the doctor's own numbers."""
    n = words.number
    owed, total = n(float(line.owed), 2, trim=True), n(float(line.total), 2, trim=True)
    if not line.weight_sum:
        return f"{general()} = {owed}"
    factors = " × ".join(n(float(x), 3, trim=True) for x in (line.share, line.presence, line.able))
    whole = n(float(line.weight_sum), 3, trim=True)
    return f"{general()} = {owed} + {total} × ({factors}) / {whole} = {n(float(line.target), 2)}"
