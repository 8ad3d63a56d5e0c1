"""Which requests can be granted together, in words, at most 80 columns wide."""

from typing import TYPE_CHECKING

from vaktplan.i18n import _
from vaktplan.verify.words import listed, plural

from .show import period_heading, wrapped

if TYPE_CHECKING:
    from vaktplan.answers.joint import Blocked, JointAnswer

FEW = 5  # maximal sets shown


def told(made: "JointAnswer") -> str:
    """The answer in a line, then each request, then the other sets."""
    lines = wrapped(period_heading(made.instance), "") + wrapped(_headline(made), "")
    if made.proposed is None:
        return "\n".join(lines)
    granted = set(made.proposed.granted)
    blocked = {b.request: b for b in made.blocked}
    for n, request in enumerate(made.requests, 1):
        can = request.id in granted
        word = _("kan innvilges") if can else _("kan ikke")
        lines += wrapped(f"{n:>3}  {word:<14} {request.title}")
        if not can:
            lines += wrapped(_why(made, blocked[request.id]), "       ")
    lines += _others(made) + _assumed(made)
    lines += [line for text in made.disagreement for line in wrapped(_("uenighet: {hva}").format(hva=text))]
    return "\n".join(lines)


def _headline(made: "JointAnswer") -> str:
    if made.proposed is None:
        return _("Tiden rakk ikke til å si hva som kan innvilges; gi mer med --time-limit.")
    n, every = len(made.proposed.granted), len(made.requests)
    if made.all_granted:
        return _("Alle {n} søknadene kan innvilges samlet uten flere udekkede plasser.").format(n=every)
    if made.order == "arrival":
        text = _("{n} av {alle} søknader kan innvilges når de som søkte først, går foran.")
        return text.format(n=n, alle=every)
    if made.proven:
        text = _("{n} av {alle} søknader kan innvilges uten flere udekkede plasser; flere går ikke samlet.")
        return text.format(n=n, alle=every)
    text = _("Minst {n} og høyst {mest} av {alle} søknader kan innvilges uten flere udekkede plasser.")
    return text.format(n=n, mest=made.bound, alle=every)


def _why(made: "JointAnswer", blocked: "Blocked") -> str:
    if blocked.by is None:
        return _("hvem som står i veien, rakk tiden ikke til å finne")
    if not blocked.by:
        return _("går ikke, selv om ingen andre får")
    numbers = {r.id: n for n, r in enumerate(made.requests, 1)}
    names = listed(str(numbers[id]) for id in blocked.by)
    text = (
        _("går ikke sammen med {numre}")
        if blocked.minimal
        else _("går ikke sammen med (kanskje færre av) {numre}")
    )
    return text.format(numre=names) + ("" if blocked.confirmed else _(" (ikke prøvd på nytt: tiden var ute)"))


def _others(made: "JointAnswer") -> list[str]:
    """The other maximal sets."""
    if made.all_granted or made.proposed is None:
        return []
    numbers = {r.id: n for n, r in enumerate(made.requests, 1)}
    lines = []
    others = [s for s in made.sets if set(s.granted) != set(made.proposed.granted)]
    for each in others[:FEW]:
        text = _("Et annet valg: {numre}.").format(
            numre=listed(str(numbers[id]) for id in each.granted) or "–"
        )
        lines += wrapped(text, "")
    if len(others) > FEW:
        lines += wrapped(_("… og {n} til (se --json).").format(n=len(others) - FEW), "")
    if not made.complete:
        lines += wrapped(_("Det kan finnes flere valg: ikke alle er prøvd."), "")
    return lines


def _assumed(made: "JointAnswer") -> list[str]:
    """What the answer is measured against, and what it does not say."""
    return _measured(made) + wrapped(
        _("Målt er bare udekkede plasser og regelbokens krav, ikke hvor mye mer de andre får."), ""
    )


def _measured(made: "JointAnswer") -> list[str]:
    """How many places are open with none granted, when that is not none, and whether it is proven."""
    places = plural(made.open_places, _("1 plass udekket"), _("{n} plasser udekket"))
    text = ""
    if not made.open_proven:
        text = _(
            "Målt mot den beste planen som ble funnet uten noen innvilget (ikke bevist best), med {plasser}."
        )
    elif made.open_places:
        text = _("Også uten noen innvilget står det igjen {plasser}.")
    return wrapped(text.format(plasser=places), "") if text else []
