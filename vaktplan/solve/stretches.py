"""The stretches of a week that may be its long rest, and what each lacks."""

from datetime import datetime, timedelta

from vaktplan.domain.clock import minutes

from .build import Duty

Span = tuple[datetime, datetime]
Option = tuple[int, tuple[int, ...]]  # missing minutes; which of the doctor's own duties are in the way


def options_of(week: Span, own: list[Duty], busy: list[Span], need: timedelta, every: bool) -> list[Option]:
    """The stretches that may be the week's rest, those with the least missing first; none says less than another."""
    begin, end = week
    spans = [*busy, *((d.shift.start, d.shift.end) for d in own)]
    found = [(0, tuple(range(len(own))))]  # nothing of the period in the week
    if every:
        found.append((minutes(begin, begin + need), ()))
    for start in sorted({begin, *(e for _, e in spans if e < end)}):
        ends = {end, *(s for s, _ in spans)} if every else set()
        for stop in sorted(u for u in {start + need, *ends} if start < u <= min(end, start + need)):
            if not any(s < stop and start < e for s, e in busy):
                off = tuple(k for k, d in enumerate(own) if d.shift.start < stop and start < d.shift.end)
                found.append((minutes(start, start + need) - minutes(start, stop), off))
    kept: list[Option] = []
    for missing, off in sorted(found, key=lambda o: (o[0], len(o[1]), o[1])):
        if not any(set(better) <= set(off) for _, better in kept):
            kept.append((missing, off))
    return kept
