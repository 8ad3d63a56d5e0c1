"""The answer of `sweep` in words, at most 80 columns wide."""

import textwrap
from typing import TYPE_CHECKING, Any

from vaktplan.answers.sweep import State
from vaktplan.export import sweepwords, words
from vaktplan.export.sweepwords import STATES
from vaktplan.i18n import _

if TYPE_CHECKING:
    from vaktplan.answers.sweep import SweepAnswer
    from vaktplan.fleet import Result

WORST = 12  # cells that are told one by one


def result_line(result: "Result", finished: int, total: int) -> str:
    """One answered question, as it comes."""
    width = len(str(total))
    head = f"{finished:>{width}}/{total}  {result.id[:44]:<44}"
    if not result.done:
        return f"{head} {result.reason}"[:79].rstrip()
    places = (result.answer or {}).get("open")
    count = "–" if places is None else str(sum(p["places"] for p in places))
    return head + _("  udekket {n:>3}  {sek:>4} s").format(n=count, sek=round(result.seconds))


def summary(made: "SweepAnswer") -> str:
    """The counts, the worst cells, and the files."""
    document = made.document()
    lines = [document["title"], sweepwords.decider_note(), ""]
    lines += [
        f"  {document['counts'][s]:>4}  {_(text)}" for s, text in STATES.items() if s in document["counts"]
    ]
    lines += ["", *_worst(document), *_ends(made)]
    files = [_("Filer:"), *(f"  {path}" for path in made.files)] if made.files else []
    return "\n".join([*lines, *files])


def _worst(document: dict[str, Any]) -> list[str]:
    """The gravest cells in full."""
    cells = [c for c in document["cells"] if c["state"] not in ("settled", "free", "missing")]
    cells.sort(key=lambda c: (-sweepwords.grade(c).number, -(c["felt"] or {}).get("more", 0)))
    lines = []
    for cell in cells[:WORST]:
        text = sweepwords.cell_text(cell, document["names"])
        head = f"{cell['row']}, {sweepwords.column_title(cell)}: {text}"
        lines += textwrap.wrap(head, 79, subsequent_indent="  ")
    if len(cells) > WORST:
        lines.append(_("… og {n} til; se matrise.xlsx").format(n=len(cells) - WORST))
    return [*lines, ""] if lines else []


def _ends(made: "SweepAnswer") -> list[str]:
    head = _("{n} spørsmål på {min} min ({før} fra før).").format(
        n=made.asked, min=words.number(made.seconds / 60, 1), før=made.resumed
    )
    lines = [head]
    if made.count(State.UNPROVEN):
        lines.append(_("Noe er ikke avklart: gi det mer tid med --time-limit."))
    if made.interrupted:
        lines.append(_("Avbrutt. Det som er ferdig, er lagret; samme kommando igjen fortsetter."))
    if made.lost:
        lines += textwrap.wrap(made.lost + ".", 79)
    return lines
