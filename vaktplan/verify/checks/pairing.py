"""pairing: two doctors kept apart, or one who has duty only while another is there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from vaktplan.domain.clock import minutes, overlap
from vaktplan.domain.people import Pairing, PairingKind
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import N_, _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import PairingRule
from vaktplan.verify.view import View
from vaktplan.verify.words import label, listed, sentence, span

APART = N_("{navn} og {annen} skal ikke ha vakt samtidig, men har {vakt} og {andre}")
NEXT = N_("{navn} og {annen} skal ikke ha vakt rett etter hverandre, men har {vakt} og {andre}")


def check(view: View, rule: PairingRule) -> Iterator[Breach]:
    """Each row by itself for apart and back to back; the rows of one doctor and line together for always with."""
    company: dict[tuple[str, str | None], list[str]] = {}
    for row in view.instance.pairings:
        if row.kind is PairingKind.NEVER_TOGETHER:
            yield from _apart(view, rule, row)
        elif row.kind is PairingKind.NEVER_BACK_TO_BACK:
            yield from _back_to_back(view, rule, row)
        else:
            company.setdefault((row.doctor, row.line), []).append(row.other)
    for (doctor, line), others in company.items():
        yield from _always_with(view, rule, doctor, line, list(dict.fromkeys(others)))


def _apart(view: View, rule: PairingRule, row: Pairing) -> Iterator[Breach]:
    mine, theirs = ([s for s in view.takes[d] if _of(row.line, s)] for d in (row.doctor, row.other))
    for s, t in product(mine, theirs):
        if overlap(s.start, s.end, t.start, t.end) > 0:
            both = _by_start((s, t))
            yield view.breach(rule, "apart", row.doctor, both, 1, _two, APART, view.name(row.other), s, t)


def _back_to_back(view: View, rule: PairingRule, row: Pairing) -> Iterator[Breach]:
    mine, theirs = (
        [step for step in view.walk(d) if _of(row.line, step[0])] for d in (row.doctor, row.other)
    )
    for (s, s_new), (t, t_new) in product(mine, theirs):
        gaps = minutes(s.end, t.start), minutes(t.end, s.start)
        if (s_new or t_new) and any(0 <= gap <= rule.gap_minutes for gap in gaps):
            new = _by_start(x for x, is_new in ((s, s_new), (t, t_new)) if is_new)
            facts = (NEXT, view.name(row.other), s, t)
            yield view.breach(rule, "back_to_back", row.doctor, new, 1, _two, *facts)


def _always_with(
    view: View, rule: PairingRule, doctor: str, line: str | None, others: Sequence[str]
) -> Iterator[Breach]:
    for s in view.takes[doctor]:
        if _of(line, s):
            there = [t for o in others for t in view.takes[o] if _same_place(s, t)]
            bare = _bare(s, there)
            if bare:
                names = [view.name(o) for o in others]
                yield view.breach(rule, "always_with", doctor, [s], bare, _alone, s, names, bare)


def _of(line: str | None, shift: Shift) -> bool:
    return line is None or shift.line.id == line


def _same_place(s: Shift, t: Shift) -> bool:
    """Whether one on t is there for one on s: on the same line, or in the same house."""
    return s.line.id == t.line.id or (bool(s.type.house) and s.type.house == t.type.house)


def _bare(shift: Shift, there: Iterable[Shift]) -> int:
    """The minutes of a shift in which none of some other shifts is on."""
    bare, reached = 0, shift.start
    for t in _by_start(there):
        bare += max(0, minutes(reached, min(t.start, shift.end)))
        reached = max(reached, t.end)
    return bare + max(0, minutes(reached, shift.end))


def _by_start(shifts: Iterable[Shift]) -> list[Shift]:
    return sorted({s.id: s for s in shifts}.values(), key=lambda s: (s.start, s.end, s.id))


def _two(name: str, text: str, other: str, s: Shift, t: Shift) -> str:
    if s.id == t.id:
        text = _("{navn} og {annen} skal ikke ha vakt sammen, men begge har {vakt}")
        return sentence(text.format(navn=name, annen=other, vakt=label(s)))
    return sentence(_(text).format(navn=name, annen=other, vakt=label(s), andre=label(t)))


def _alone(name: str, s: Shift, others: Sequence[str], bare: int) -> str:
    company = others[0] if len(others) == 1 else _("en av {leger}").format(leger=listed(others))
    return _("{navn} skal ha {annen} med seg på {vakt}, men er uten i {tid}.").format(
        navn=name, annen=company, vakt=label(s), tid=span(bare)
    )
