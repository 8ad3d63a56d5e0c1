"""The fair share in words, with a doctor's own numbers."""

from vaktplan.i18n import _
from vaktplan.ledger import MeasureLine, PartLine

from . import words


def general() -> str:
    """The formula by its words."""
    return _("andel = skyldig + total × (vaktandel × nærvær × kan ta) / sum")


def worked_out(line: MeasureLine) -> str:
    """The formula of one measure with the doctor's own numbers; a term for each pool that feeds it."""
    owed = words.number(float(line.owed), 2, trim=True)
    terms = [_term(part) for part in _parts(line)]
    if not terms:
        return f"{general()} = {owed}"
    return f"{general()} = {' + '.join((owed, *terms))} = {words.number(float(line.target), 2)}"


def pools(line: MeasureLine) -> str:
    """What each pool adds to the share, by name; nothing when one pool feeds it."""
    feeding = _parts(line)
    if len(feeding) < 2 or not all(p.weight for p in feeding):
        return ""
    named = ((words.clean(p.pool) or _("felles pulje"), p.amount) for p in feeding)
    return " + ".join(f"{name} {words.number(amount, 2)}" for name, amount in named)


def _parts(line: MeasureLine) -> list[PartLine]:
    """The pools of a measure that the doctor has a part in; of several, those that hold anything for the doctor."""
    feeding = [p for p in line.parts or (_only(line),) if p.weight_sum]
    return [p for p in feeding if p.total and p.weight] or [p for p in feeding if p.total] or feeding[:1]


def _only(line: MeasureLine) -> PartLine:
    """The one pool of a line that names none."""
    numbers = ("total", "share", "presence", "able", "weight", "weight_sum")
    return PartLine(pool="", agreed=None, amount=0, **{n: getattr(line, n) for n in numbers})


def _term(part: PartLine) -> str:
    """What one pool adds: "12 × 60 % × (1 × 0,5 × 1) / 3,2"."""
    n = words.number
    total = n(float(part.total), 2, trim=True)
    agreed = "" if part.agreed is None else f" × {n(part.agreed, 2, trim=True)} %"
    factors = " × ".join(n(float(x), 3, trim=True) for x in (part.share, part.presence, part.able))
    return f"{total}{agreed} × ({factors}) / {n(float(part.weight_sum), 3, trim=True)}"
