"""What a decision would change, in words, at most 80 columns wide."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vaktplan.answers.whatif import fairness
from vaktplan.export import words
from vaktplan.i18n import _
from vaktplan.verify.words import label, month, number, plural
from vaktplan.whatif.words import certainty, counted, facts_from, headline

from .show import wrapped
from .why_text import explained_lines

if TYPE_CHECKING:
    from vaktplan.answers import WhatIfAnswer
    from vaktplan.whatif.comparison import Comparison, Difference, Side, Twins

MOST = 10  # colleagues told
FEW = 4  # shifts told


def told(made: "WhatIfAnswer") -> str:
    """The answer first, then at most a screen."""
    found = made.comparison
    first = found.months[0]
    lines = wrapped(headline(found), "")
    for title in found.scenario.titles(made.instance):
        lines += wrapped(f"- {title}")
    fine = [m for m in found.months if m.as_covered and not m.broken]
    lines += _fine(fine)
    lines += [line for m in found.months if m not in fine for line in _places(m)]
    lines += _people(found, first)
    lines += _sums(found, first)
    if made.why is not None:
        lines += explained_lines(made.why.instance, made.why.explanations)
    return "\n".join([*lines, *_caveats(found)])


def _fine(months: "Sequence[Twins]") -> list[str]:
    """The months in which as much can be covered as before."""
    if not months:
        return []
    names = month(months[0].period.first)
    if len(months) > 1:
        names = _("{fra} til {til}").format(fra=names, til=month(months[-1].period.first))
    return wrapped(_("{måned}: like mye kan dekkes som før (bevist).").format(måned=names), "")


def _places(twins: "Twins") -> list[str]:
    """What stays open in a month, and what is proven about it."""
    before, after = twins.refused, twins.granted
    name = month(twins.period.first)
    if after.impossible:
        return wrapped(_("{måned}: ingen lovlig plan finnes etter endringen.").format(måned=name), "")
    if before.roster is None or after.roster is None:
        return wrapped(_("{måned}: ingen plan ble funnet innen tiden.").format(måned=name), "")
    fallen = [s for s in after.open if s not in before.open]
    if twins.broken:
        text = _("{måned}: mer må stå udekket enn før (bevist). I planen som ble funnet: {vakter}.")
    else:
        text = _("{måned}: det er ikke bevist om like mye kan dekkes. Udekket i planen: {vakter}.")
    shifts = ", ".join(label(after.instance.shift_by_id[s]) for s, _places in fallen[:FEW])
    more = _(" og {n} til").format(n=len(fallen) - FEW) if len(fallen) > FEW else ""
    return wrapped(text.format(måned=name, vakter=(shifts or _("de samme")) + more), "")


def _people(found: "Comparison", first: "Twins") -> list[str]:
    """The colleagues who carry more, each with what is certain."""
    harms = found.harms(first)
    if found.breaks:
        harms = tuple(d for d in harms if d.more)
    if not harms and found.breaks:
        return []
    if not harms:
        return wrapped(_nobody(found.colleagues(first)), "")
    lines = [_("Hvem får mer (rettferdig andel før → etter, og hva som er sikkert):")]
    for each in harms[:MOST]:
        lines += wrapped(_person(first, each))
    if len(harms) > MOST:
        lines.append("  " + _("… og {n} til (alle med --json)").format(n=len(harms) - MOST))
    return lines


def _nobody(colleagues: "Sequence[Difference]") -> str:
    """That no share rises noticeably, and how many nights more a colleague can come to have at most."""
    nights = [d.most for d in colleagues if d.measure == "nights" and d.most is not None]
    if not nights:
        return _("Ingen andel øker merkbart. Hva hver får i planen, rakk tiden ikke til å avgrense.")
    return _("Ingen andel øker merkbart, og ingen kollega er sikker på å få mer (høyst {n} mer).").format(
        n=counted(max(0, max(nights)), "nights")
    )


def _person(twins: "Twins", difference: "Difference") -> str:
    doctors = {**twins.refused.instance.doctor_by_id, **twins.granted.instance.doctor_by_id}
    return _("{lege}: {mål} {før} → {etter}; {sikkert}").format(
        lege=doctors[difference.doctor].name,
        mål=words.part_title(difference.measure).lower(),
        før=number(difference.share_before, 1),
        etter=number(difference.share_after, 1),
        sikkert=certainty(difference),
    )


def _sums(found: "Comparison", twins: "Twins") -> list[str]:
    """Sums of the two rosters that were found; they are no bounds, and that is said."""
    before, after = twins.refused, twins.granted
    if not before.rows or not after.rows:
        return []
    row = "  {0:<34} {1:>10} {2:>10}"
    table = [
        (_("korteste hvile mellom vakter (timer)"), _hours(before), _hours(after)),
        (_("bakvakter"), before.total("bakvakt"), after.total("bakvakt")),
        (
            _("praksisdager tapt"),
            before.total("practice_days_lost"),
            after.total("practice_days_lost"),
        ),
        (_("vikarnetter"), before.locum_nights, after.locum_nights),
        *_costs(found, twins),
        (_("belastning mot andel (minst–mest)"), _apart(before), _apart(after)),
    ]
    head = row.format(_("De to planene som ble funnet:"), _("før"), _("etter"))
    return [head.strip(), *(row.format(*map(str, each)) for each in table)]


def _costs(found: "Comparison", twins: "Twins") -> list[tuple[str, str, str]]:
    """The row of what the locum nights cost, where a night has a price."""
    costs = [found.locum_cost(side) for side in (twins.refused, twins.granted)]
    told = [number(c, 0) for c in costs if c is not None]
    return [(_("vikarnetter, kr"), told[0], told[1])] if told else []


def _hours(side: "Side") -> str:
    return "–" if side.rest is None else number(side.rest, 1)


def _apart(side: "Side") -> str:
    spread = fairness(side)
    if spread is None or spread.load is None:
        return "–"
    return f"{number(spread.load.least, 1)}–{number(spread.load.most, 1)}"


def _caveats(found: "Comparison") -> list[str]:
    """What the bounds hold for, and what was not looked at."""
    first = found.months[0]
    lines = []
    if first.refused.ranges and first.granted.ranges:
        sure = first.refused.sure and first.granted.sure
        lines += wrapped(
            _("Grensene gjelder alle beste planer for de to sidene.")
            if sure
            else _(
                "Grensene gjelder planer som er minst like gode som de to som ble funnet, trinn for trinn."
            ),
            "",
        )
    later = len(found.months) - 1
    if later:
        lines += wrapped(_("Etter den første måneden er bare plasser og andeler sammenlignet."), "")
    if found.unseen:
        text = plural(
            found.unseen,
            _("{n} måned som endringen varer, er ikke sett på; gi den tid med --time-limit."),
            _("{n} måneder som endringen varer, er ikke sett på; gi dem tid med --time-limit."),
        )
        lines += wrapped(text.format(n=found.unseen), "")
    if found.facts_from is not None:
        lines += wrapped(facts_from(found.facts_from), "")
    if found.locum_price is None and (first.granted.locum_nights or found.breaks):
        lines += wrapped(_("Bare vikarnettene er talt; gi prisen på en med --locum-night."), "")
    return lines
