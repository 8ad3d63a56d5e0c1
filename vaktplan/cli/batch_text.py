"""The answer of `batch` in words, at most 80 columns wide."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vaktplan.answers.batch import District
from vaktplan.export import words
from vaktplan.export.batchwords import COUNTED, STATES
from vaktplan.i18n import _

if TYPE_CHECKING:
    from vaktplan.answers.batch import BatchAnswer
    from vaktplan.fleet import Result

ROW = "{name:<20} {doctors:>6} {shifts:>6} {open:>7} {gap:>8} {sek:>5} {mib:>6}  {state}"
MOST = 12  # districts whose holes or faults are told in full


def result_line(result: "Result", finished: int, total: int) -> str:
    """One finished district, as it comes."""
    district = District(result.id, "", result)
    width = len(str(total))
    line = f"{finished:>{width}}/{total}  {_cut(district.name, 28):<28} {_(STATES[district.state]):<14}"
    if district.failed:
        return f"{line} {result.reason}"[:79].rstrip()
    gap, seconds = _gap(district.answer), round(result.seconds)
    return line + _("  avstand {avstand:>7}  {sek:>4} s").format(avstand=gap, sek=seconds)


def summary(made: "BatchAnswer") -> str:
    """A row for each district, the holes and faults, and the counts."""
    lines = [_heading(), *(_row(d) for d in made.districts), ""]
    lines += _holes(made)
    lines += _faults(made)
    lines += _counts(made)
    if made.interrupted:
        lines.append(_("Avbrutt. Det som er ferdig, er lagret; samme kommando igjen fortsetter."))
    if made.lost:
        lines += textwrap.wrap(made.lost + ".", 79)
    lines += [_("Filer:"), *(f"  {path}" for path in made.files)]
    return "\n".join(lines)


def _heading() -> str:
    return ROW.format(
        name=_("Distrikt"),
        doctors=_("Leger"),
        shifts=_("Vakter"),
        open=_("Udekket"),
        gap=_("Avstand"),
        sek=_("Sek."),
        mib=_("MiB"),
        state=_("Svar"),
    )


def _row(district: District) -> str:
    found, unknown = district.answer or {}, "–"
    seconds, peak = found.get("seconds"), found.get("peak_mib")
    row = ROW.format(
        name=_cut(district.name, 20),
        doctors=found.get("doctors", unknown),
        shifts=found.get("shifts", unknown),
        open=unknown if (missing := _open(district.answer)) is None else missing,
        gap=_gap(found),
        sek=unknown if seconds is None else round(seconds),
        mib=unknown if peak is None else peak,
        state=_(STATES[district.state]),
    )
    return row[:80].rstrip()


def _gap(answer: dict[str, Any] | None) -> str:
    if not answer or not answer["tiers"]:
        return "–"
    return words.percent(answer["gap"])


def _open(answer: dict[str, Any] | None) -> int | None:
    """Open places; unknown when no roster was found."""
    return None if not answer or answer["status"] == "out-of-time" else int(answer["open_shifts"])


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _holes(made: "BatchAnswer") -> Iterator[str]:
    """The districts with open places: how many, and whether that is proven to be the least."""
    told = [d for d in made.districts if _open(d.answer)]
    for district in told[:MOST]:
        answer = district.answer or {}
        text = _("{navn}: {n} udekkede plasser; {hull}. {grunn}").format(
            navn=district.name,
            n=answer["open_shifts"],
            hull=_certainty(answer),
            grunn=_first_reason(answer),
        )
        yield from textwrap.wrap(text.strip(), 79, subsequent_indent="  ")
    if len(told) > MOST:
        yield _("… og {n} distrikter til med hull; se batch.json").format(n=len(told) - MOST)


def _certainty(answer: dict[str, Any]) -> str:
    return _("hull bevist uunngåelige") if answer["holes"] == "unavoidable" else _("ikke bevist uunngåelige")


def _first_reason(answer: dict[str, Any]) -> str:
    """For the first open place: how many could not take it, by the rule that keeps most from it."""
    first = answer["open"][0]
    kept = [rule for o in first["obstacles"] or () for rule in o["rules"][:1]]
    if not kept:
        return ""
    rule = max(dict.fromkeys(kept), key=kept.count)
    text = _("Først {vakt}: {regel} holder {n} av {alle} leger unna.")
    title = words.rule_title(rule)
    return text.format(vakt=first["shift"], regel=title, n=kept.count(rule), alle=len(first["obstacles"]))


def _faults(made: "BatchAnswer") -> Iterator[str]:
    told = [d for d in made.districts if d.failed and d.result]
    for district in told[:MOST]:
        wrong = (district.answer or {}).get("disagreement") or []
        reason = district.result.reason if district.result else ""
        text = _("{navn}: feilet: {grunn}").format(navn=district.name, grunn=reason or "; ".join(wrong))
        yield from textwrap.wrap(text, 79, subsequent_indent="  ")


def _counts(made: "BatchAnswer") -> list[str]:
    parts = [f"{made.count(state)} {_(text)}" for state, text in COUNTED.items() if made.count(state)]
    head = _("{n} distrikter på {min} min ({før} fra før): {deler}.").format(
        n=len(made.districts),
        min=words.number(made.seconds / 60, 1),
        før=made.resumed,
        deler=", ".join(parts),
    )
    return textwrap.wrap(head, 79, subsequent_indent="  ")
