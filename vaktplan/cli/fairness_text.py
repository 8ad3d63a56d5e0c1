"""Fairness proven, in words: the doctor's share, the least possible, the price of one fewer; shares against wishes."""

from typing import TYPE_CHECKING

from vaktplan.domain.instance import Instance
from vaktplan.export import formula, words
from vaktplan.i18n import N_, _
from vaktplan.verify.words import listed, plural, sentence

from .show import wrapped

if TYPE_CHECKING:
    from vaktplan.answers.fairness import Balance, FairnessProof, Fewer, Frontier, Least, Moved, Point

UNITS = {  # one, many
    "load": (N_("1 poeng belastning"), N_("{n} poeng belastning")),
    "nights": (N_("1 nattevakt"), N_("{n} nattevakter")),
    "weekends": (N_("1 helgevakt"), N_("{n} helgevakter")),
    "feasts": (N_("1 vakt i høytid"), N_("{n} vakter i høytider")),
    "bakvakt": (N_("1 bakvakt"), N_("{n} bakvakter")),
}
SHOWN = 5  # colleagues named


def fairness_lines(instance: Instance, found: "FairnessProof") -> list[str]:
    """What the doctor has and should have, the least possible, and what one fewer costs."""
    names = {d.id: d.name for d in instance.doctors}
    name, measure, line = names[found.doctor], found.line.measure, found.line
    has = _("{lege} har {antall}; rettferdig andel er {andel}.").format(
        lege=name, antall=_many(measure, line.count), andel=words.number(line.target, 2, trim=True)
    )
    lines = [*wrapped(has, ""), *wrapped(sentence(formula.worked_out(line)))]
    lines += _least(found, name)
    if found.fewer is not None:
        lines += _fewer(found.fewer, names, found.doctor, measure)
    elif found.least is not None and found.least.bound < found.least.count == line.count:
        lines += wrapped(_("Ingen plan med færre ble funnet. Prøv lengre --time-limit."))
    return [*lines, *_interrupted(found.interrupted)]


def _many(measure: str, count: int) -> str:
    one, many = UNITS[measure]
    return plural(count, _(one), _(many)).format(n=count)


def _least(found: "FairnessProof", name: str) -> list[str]:
    measure, had, least = found.line.measure, found.line.count, found.least
    if least is None:
        return wrapped(_("Tiden rakk ikke til å lete etter det minste. Prøv lengre --time-limit."))
    if had == 0:
        return []
    if least.proven and least.count == had:
        text = _("Ingen lovlig vaktplan som dekker det samme, gir {lege} færre enn {antall} (bevist).")
        return wrapped(text.format(lege=name, antall=_many(measure, had)))
    return wrapped(_span(least, measure, name))


def _span(least: "Least", measure: str, name: str) -> str:
    if least.proven:
        text = _("Det minste {lege} kan ha i en lovlig vaktplan som dekker det samme, er {antall} (bevist).")
        return text.format(lege=name, antall=_many(measure, least.count))
    text = _(
        "Det minste {lege} kan ha i en lovlig vaktplan som dekker det samme, er minst {minst} og høyst {antall}; "
        "tiden rakk ikke til å bevise mer."
    )
    return text.format(lege=name, minst=least.bound, antall=_many(measure, least.count))


def _fewer(fewer: "Fewer", names: dict[str, str], doctor: str, measure: str) -> list[str]:
    """What the best roster with one fewer costs, and whom."""
    most = _many(measure, fewer.most) if fewer.most else _("ingen")
    head = _("Høyst {antall} til {lege}: {pris}.")
    lines = wrapped(head.format(antall=most, lege=names[doctor], pris=_price(fewer)))
    mine = [m for m in fewer.moved if m.doctor == doctor and m.after < fewer.most]
    lines += (
        wrapped(_("I den planen har {lege} {n}.").format(lege=names[doctor], n=mine[0].after)) if mine else []
    )
    more = fewer.others_with_more
    if more:
        told = listed(_one_moved(m, names) for m in more[:SHOWN])
        rest = _(" (og {n} til)").format(n=len(more) - SHOWN) if len(more) > SHOWN else ""
        lines += wrapped(sentence(_("Mer får {leger}").format(leger=told + rest)))
    else:
        lines += wrapped(_("Ingen andre får flere."))
    return lines


def _one_moved(moved: "Moved", names: dict[str, str]) -> str:
    return _("{lege} ({før} → {etter})").format(lege=names[moved.doctor], før=moved.before, etter=moved.after)


def _price(fewer: "Fewer") -> str:
    if fewer.change <= 0:
        cheaper = _("like bra") if fewer.change == 0 else _("{n} billigere").format(n=-fewer.change)
        return _("finnes, og er {så}: la det letes lenger").format(så=cheaper)
    if fewer.at_least == fewer.change:
        return _("koster {n} mer, og ikke mindre (bevist)").format(n=fewer.change)
    if fewer.at_least > 0:
        return _("koster {n} mer, og minst {minst} (bevist)").format(n=fewer.change, minst=fewer.at_least)
    return _("koster {n} mer i den beste planen som ble funnet; at det må koste noe, er ikke bevist").format(
        n=fewer.change
    )


def frontier_lines(instance: Instance, found: "Frontier") -> list[str]:
    """A table from the best for wishes to the best for fairness, what each step costs, and where the roster lies."""
    names = {d.id: d.name for d in instance.doctors}
    lines = wrapped(
        _(
            "Ønsker mot rettferdig fordeling, i lovlige planer som dekker det samme og ellers ikke er dyrere enn "
            "planen. Tallene er priser i regelboken; lavere er bedre."
        ),
        "",
    )
    lines += _table(found)
    for a, b in zip(found.points, found.points[1:], strict=False):
        lines += wrapped(_step(a, b))
    lines += _ends(found, names)
    if found.left_out:
        lines += wrapped(
            _("Tiden rakk ikke til {n} av punktene. Prøv lengre --time-limit.").format(n=found.left_out)
        )
    return [*lines, *_interrupted(found.interrupted)]


def _table(found: "Frontier") -> list[str]:
    row = "  {name:<14.14} {wishes:>8} {met:>10} {fairness:>11} {bound:>12} {far:>14}"
    head = row.format(
        name="",
        wishes=_("ønsker"),
        met=_("oppfylt"),
        fairness=_("fordeling"),
        bound=_("minst mulig"),
        far=_("lengst fra"),
    )
    last = len(found.points) - 1
    lines = [head]
    for place, point in enumerate(found.points):
        name = (
            _("best ønsker")
            if place == 0 and not found.left_out
            else _("best fordelt")
            if place == last
            else ""
        )
        lines.append(_row(row, name, point.balance, str(point.bound)))
    return [*lines, _row(row, _("planen"), found.here, "")]


def _row(row: str, name: str, balance: "Balance", bound: str) -> str:
    return row.format(
        name=name,
        wishes=balance.wishes,
        met=f"{balance.met}/{balance.asked}",
        fairness=balance.fairness,
        bound=bound,
        far=_("{n} poeng").format(n=words.number(balance.distance, 1)),
    ).rstrip()


def _step(a: "Point", b: "Point") -> str:
    gain, loss = a.balance.fairness - b.balance.fairness, b.balance.wishes - a.balance.wishes
    return _("- fra ønsker {a} til {b}: fordelingen blir {gevinst} bedre, ønskene {tap} dyrere.").format(
        a=a.balance.wishes, b=b.balance.wishes, gevinst=gain, tap=loss
    )


def _ends(found: "Frontier", names: dict[str, str]) -> list[str]:
    """Where the roster at hand lies."""
    here, near = found.here, found.nearest
    lines = []
    if near is not None and near.balance.fairness < here.fairness:
        text = _("Med ønskene like godt møtt fantes fordelingen {n} bedre: la det letes lenger.")
        lines += wrapped(text.format(n=here.fairness - near.balance.fairness))
    elif near is not None and near.balance.fairness == here.fairness and near.balance.wishes < here.wishes:
        text = _("Like godt fordelt fantes ønskene {n} bedre møtt: la det letes lenger.")
        lines += wrapped(text.format(n=here.wishes - near.balance.wishes))
    elif near is not None and near.bound == here.fairness and near.most >= here.wishes:
        lines += wrapped(
            _("Planen ligger på kanten: ingen er rettferdigere uten at ønskene blir dyrere (bevist).")
        )
    elif near is not None and near.most >= here.wishes:  # below that its bound says nothing of the roster
        text = _("Ingen bedre enn planen i begge ble funnet; fordelingen kunne høyst vært {n} bedre.")
        lines += wrapped(text.format(n=here.fairness - near.bound))
    if len(found.points) == 1 and not found.left_out:
        lines += wrapped(_("Ønsker og fordeling står ikke mot hverandre her: ett punkt er best for begge."))
    if here.farthest is not None:
        text = _("Lengst fra sin andel av belastningen i planen: {lege}, {n} poeng.")
        lines += wrapped(text.format(lege=names[here.farthest], n=words.number(here.distance, 1)))
    return lines


def _interrupted(interrupted: bool) -> list[str]:
    return wrapped(_("Avbrutt: dette var funnet så langt.")) if interrupted else []
