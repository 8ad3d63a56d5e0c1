"""The answer in numbers: what falls empty, who carries more, and what the two plans are like."""

from collections.abc import Iterator

from vaktplan.export import words
from vaktplan.i18n import _
from vaktplan.verify.words import label, month, number, plural
from vaktplan.whatif.comparison import Comparison, Difference, Effect, Side, Twins
from vaktplan.whatif.words import headline

from .case import Case
from .paper import Bar, Bars, Block, Bullets, Heading, Table, Text

MOST_PEOPLE = 8  # colleagues told
MOST_PLACES = 8  # shifts told, for each month
BOUNDED = ("nights", "load")
DASH = "–"


def facts(case: Case) -> Iterator[Block]:
    """The section on what granting means for the duty and the others."""
    found = case.comparison
    yield Heading(_("3. Hva fritaket betyr for vakten og de andre legene"))
    yield Text(headline(found), strong=True)
    places = tuple(_places(m) for m in found.months)
    yield Bullets((*places, burden(found)) if found.effect in (Effect.HARMLESS, Effect.HARM) else places)
    yield from _people(case)
    yield _sums(case)


def _places(twins: Twins) -> str:
    """One month: what is proven about cover, and what is empty in the plan that was found."""
    name, before, after = month(twins.period.first), twins.refused, twins.granted
    if after.impossible:
        return _("{måned}: ingen lovlig plan finnes med fritaket.").format(måned=name)
    if before.roster is None or after.roster is None:
        return _("{måned}: ingen plan ble funnet innen tiden; ingenting er vist.").format(måned=name)
    if twins.as_covered and not twins.broken:
        return _("{måned}: like mye kan dekkes som uten fritaket (bevist).").format(måned=name)
    text = _(
        "{måned}: det er ikke bevist om like mye kan dekkes. I planen med fritak faller disse tomme: {vakter}."
    )
    if twins.broken:
        text = _(
            "{måned}: mer må stå udekket enn uten fritaket (bevist). I planen med fritak faller disse tomme: {vakter}."
        )
    return text.format(måned=name, vakter=listed(fallen(twins)) or _("ingen"))


def listed(shifts: list[str]) -> str:
    """Shifts in a row, ready for a full stop."""
    return ", ".join(shifts).rstrip(".")


def fallen(twins: Twins) -> list[str]:
    """The shifts that lose places from the one plan to the other, with dates; the last tells how many more."""
    before, shifts = dict(twins.refused.open), twins.granted.instance.shift_by_id
    lost = [(shifts[s], n - before.get(s, 0)) for s, n in twins.granted.open if n > before.get(s, 0)]
    told = [label(s) + (_(" ({n} plasser)").format(n=n) if n > 1 else "") for s, n in lost[:MOST_PLACES]]
    more = len(lost) - MOST_PLACES
    return [*told, _("og {n} til").format(n=more)] if more > 0 else told


def colleagues(case: Case) -> tuple[str, ...]:
    """The colleagues that the paper shows: those who are harmed, then those whose share of load changes most."""
    found, first = case.comparison, case.comparison.months[0]
    loads = [d for d in found.colleagues(first) if d.measure == "load" and _has_any(d)]
    loads.sort(key=lambda d: (-abs(d.share_change), d.doctor))
    harmed = [d.doctor for d in found.harms(first)]
    return tuple(dict.fromkeys([*harmed, *(d.doctor for d in loads)]))


def _has_any(difference: Difference) -> bool:
    return any((difference.before, difference.after, difference.share_before, difference.share_after))


def _people(case: Case) -> Iterator[Block]:
    """The table of colleagues and the figure of their load."""
    first, everyone = case.comparison.months[0], colleagues(case)
    shown = everyone[:MOST_PEOPLE]
    by_key = {(d.doctor, d.measure): d for d in first.differences}
    names = {**first.refused.instance.doctor_by_id, **first.granted.instance.doctor_by_id}
    rows = tuple((names[i].name, *(text for m in BOUNDED for text in _cells(by_key[i, m]))) for i in shown)
    if not rows:
        yield Text(_("Ingen kollega har del i den vakten som fritaket gjelder."))
        return
    caption = _(
        "Kollegene i {måned}: rettferdig andel uten → med fritak, og hva endringen i en god plan er: minst til høyst."
    ).format(måned=month(first.period.first))
    if len(everyone) > len(shown):
        caption += " " + _("De {n} med størst endring av {alle}.").format(n=len(shown), alle=len(everyone))
    head = (
        _("Lege"),
        _("Netter, andel"),
        _("Netter, endring"),
        _("Belastning, andel"),
        _("Belastning, endring"),
    )
    yield Table(caption, head, rows)
    if first.refused.roster is not None and first.granted.roster is not None:
        yield _figure(tuple(_bar(names[i].name, by_key[i, "load"]) for i in shown))


def _cells(difference: Difference) -> tuple[str, str]:
    share = f"{number(difference.share_before, 1)} → {number(difference.share_after, 1)}"
    return share, bound(difference)


def bound(difference: Difference) -> str:
    """The bound on a change: "−2 til +3", or that there is none."""
    if difference.least is None or difference.most is None:
        return _("ikke regnet ut")
    if difference.least == difference.most:
        return signed(difference.least)
    return _("{fra} til {til}").format(fra=signed(difference.least), til=signed(difference.most))


def signed(count: int) -> str:
    """A change with its sign."""
    return f"{count:+d}".replace("-", "−") if count else "0"


def _bar(name: str, load: Difference) -> Bar:
    return Bar(name, load.before, load.after, load.share_before, load.share_after)


def _figure(bars: tuple[Bar, ...]) -> Bars:
    return Bars(
        _(
            "Belastning i poeng i de to planene som ble funnet, ved siden av rettferdig andel. "
            "Forskjeller mellom to gode planer er ikke virkninger av fritaket alene; grensene står i tabellen over."
        ),
        bars,
    )


def _sums(case: Case) -> Block:
    """Sums of the two plans that were found; they are no bounds, and that is said."""
    first = case.comparison.months[0]
    before, after = first.refused, first.granted
    if not before.rows or not after.rows:
        return Text(
            _("Tall for hvile, bakvakter og praksisdager mangler, fordi det ikke finnes to hele planer.")
        )
    rows = (
        (_("Udekkede plasser"), *(str(sum(n for _s, n in s.open)) for s in (before, after))),
        (_("Korteste hvile mellom vakter, timer"), *(_hours(s) for s in (before, after))),
        (_("Bakvakter"), *(str(s.total("bakvakt")) for s in (before, after))),
        (_("Praksisdager tapt"), *(str(s.total("practice_days_lost")) for s in (before, after))),
        (_("Vikarnetter"), *(str(s.locum_nights) for s in (before, after))),
        *_costs(case.comparison, before, after),
        (_("Belastning mot andel, minst–mest"), *(_apart(case, i) for i in (0, 1))),
    )
    caption = _("De to planene som ble funnet for {måned}; tallene er ikke grenser.")
    return Table(
        caption.format(måned=month(first.period.first)), ("", _("Uten fritak"), _("Med fritak")), rows
    )


def _costs(found: Comparison, before: Side, after: Side) -> list[tuple[str, ...]]:
    """The row of what the locum nights cost, where a night has a price."""
    costs = [c for c in map(found.locum_cost, (before, after)) if c is not None]
    return [(_("Vikarnetter, kr"), *(number(c, 0) for c in costs))] if costs else []


def _hours(side: Side) -> str:
    return DASH if side.rest is None else number(side.rest, 1)


def _apart(case: Case, which: int) -> str:
    spread = case.fairness[which]
    if spread is None or spread.load is None:
        return DASH
    return f"{number(spread.load.least, 1)}–{number(spread.load.most, 1)}"


def tried(case: Case) -> Iterator[Block]:
    """The section on alternatives."""
    yield Heading(_("4. Alternativer som er prøvd"))
    if not case.alternatives:
        yield Text(_("Ingen andre omfang eller datoer er prøvd i dette saksframlegget."))
        return
    rows = tuple(
        ("; ".join(a.titles), _answer(a.comparison), _empty(a.comparison.months)) for a in case.alternatives
    )
    yield Table(
        _("Hvert alternativ er planlagt på nytt, med samme tidsgrense."),
        (_("Alternativ"), _("Svar"), _("Faller tomt i planen som ble funnet")),
        rows,
        numbers=False,
    )


def _answer(found: Comparison) -> str:
    told = headline(found)
    return f"{told} {burden(found)}" if found.effect is Effect.HARM else told


def _empty(months: tuple[Twins, ...]) -> str:
    told = [text for m in months if m.granted.roster is not None for text in fallen(m)]
    return listed(told) or (_("ingen") if all(m.granted.roster is not None for m in months) else DASH)


def harm_in_words(found: Comparison) -> str:
    """The reasons that the numbers give, for a draft."""
    if found.effect is Effect.BREAKS:
        empty = listed(fallen(next(m for m in found.months if m.broken))) or DASH
        text = _("I planen som ble funnet, faller disse tomme: {vakter}.")
        return headline(found) + " " + text.format(vakter=empty)
    if found.effect is Effect.UNKNOWN:
        return headline(found)
    covered = _("Like mye kan dekkes som uten fritaket (bevist for hele tiden fritaket varer).")
    if found.unseen:
        covered = _(
            "Like mye kan dekkes som uten fritaket (bevist for {n} av {alle} måneder fritaket varer)."
        ).format(n=len(found.months), alle=len(found.months) + found.unseen)
    return covered + " " + burden(found)


def burden(found: Comparison) -> str:
    """For how many colleagues the fair share rises noticeably in the first month, and where it rises most."""
    rises = [d for d in found.harms(found.months[0]) if d.share_change > 0]
    if not rises:
        told = _("Ingen kollega er sikker på å få mer, og ingen andel øker merkbart.")
        if all(d.most is not None and d.most <= 0 for d in found.colleagues(found.months[0])):
            return told
        return told + " " + _("At ingen kan få mer, er ikke bevist: se grensene.")
    top = max(rises, key=lambda d: (d.measure == "nights", d.share_change, d.doctor))
    who = plural(len({d.doctor for d in rises}), _("én kollega"), _("{n} kolleger"))
    return _("Den rettferdige andelen øker merkbart for {hvem}; mest i {mål}: {før} → {etter}.").format(
        hvem=who,
        mål=words.part_title(top.measure).lower(),
        før=number(top.share_before, 1),
        etter=number(top.share_after, 1),
    )
