"""What comes in the years ahead, in words, at most 80 columns wide."""

from typing import TYPE_CHECKING

from vaktplan.i18n import _
from vaktplan.verify.words import label, listed, month, number, plural, sentence

from .show import period_heading, wrapped

if TYPE_CHECKING:
    from vaktplan.answers.horizon import Cause, HorizonAnswer, MonthAhead, Overload
    from vaktplan.domain.instance import Instance
    from vaktplan.whatif.ahead import Event

FEW = 4  # places named; more are counted


def month_line(at: "MonthAhead") -> str:
    """A month in one line, while it is looked at."""
    return f"  {month(at.period.first):<16} {_state(at)}"


def told(made: "HorizonAnswer") -> str:
    """The answer first, then what causes it and what prevents it, then the events and what was assumed."""
    lines = wrapped(period_heading(made.instance), "") + wrapped(_headline(made), "")
    first = made.first_open
    if first is not None:
        lines += wrapped(_("Udekket: {plasser}.").format(plasser=_places(made, first))) if first.open else []
        lines += wrapped(_cause(made.instance, made.cause)) if made.cause is not None else []
        lines += _remedies(made)
    if made.overload is not None:
        lines += wrapped(_overload(made, made.overload), "")
    lines += _table(made) + [line for text in made.assumed for line in wrapped(text, "")]
    return "\n".join(lines)


def _headline(made: "HorizonAnswer") -> str:
    first, months = made.first_open, made.months
    if not months:
        return _("Avbrutt før den første måneden var ferdig.")
    if first is None:
        text = _("Ordningen holder til og med {siste}, så langt det er sett.")
        return text.format(siste=month(months[-1].period.first))
    before = [m for m in months if m.period.first < first.period.first]
    what = _state(first)
    if not before:
        return _("Ordningen går ikke opp alt i {måned}: {hva}.").format(
            måned=month(first.period.first), hva=what
        )
    text = _("Ordningen holder til og med {siste}; i {måned}: {hva}.")
    return text.format(siste=month(before[-1].period.first), måned=month(first.period.first), hva=what)


def _state(at: "MonthAhead") -> str:
    """How a month stands, and whether that is proven."""
    if at.impossible:
        return _("ingen plan holder kravene (bevist)")
    if not at.found:
        return _("tiden rakk ikke til å finne en plan")
    if at.holds:
        return _("går opp")
    places = plural(at.open_places, _("1 plass udekket"), _("{n} plasser udekket"))
    if at.weight == at.bound:
        return _("{plasser} (bevist: ingen plan gir mindre)").format(plasser=places)
    if at.breaks:
        return _("{plasser}, og bevist at noe må stå udekket").format(plasser=places)
    return _("{plasser} i den beste planen som ble funnet (ikke bevist)").format(plasser=places)


def _places(made: "HorizonAnswer", at: "MonthAhead") -> str:
    from vaktplan.whatif.ahead import moved

    shifts = moved(made.instance, at.period).shift_by_id
    named = [label(shifts[s]) for s, _n in at.open[:FEW]]
    more = len(at.open) - FEW
    return listed([*named, _("{n} til").format(n=more)] if more > 0 else named)


def _cause(instance: "Instance", cause: "Cause") -> str:
    if not cause.events:
        return _(
            "Ingen enkelt hendelse siden måneden før gjør det: det er kalenderen, eller det som har hendt før."
        )
    texts = [_event(instance, e) for e in cause.events]
    if len(texts) == 1:
        return _("Det som gjør det: {hva}.").format(hva=texts[0])
    if cause.each:
        return _("Uten én av disse hadde det gått: {hva}.").format(hva=listed(texts))
    return _("Det er disse sammen: {hva}.").format(hva=listed(texts))


def _event(instance: "Instance", event: "Event") -> str:
    from vaktplan.whatif.ahead import TITLES

    name = instance.doctor_by_id[event.doctor].name
    return _(TITLES[event.kind]).format(lege=name) + f" ({event.day:%d.%m.%Y})"


def _remedies(made: "HorizonAnswer") -> list[str]:
    lines = []
    for each in made.remedies:
        text = _("Hjelper: {hva}") if each.holds else _("Hjelper ikke (ble ikke funnet nok): {hva}")
        lines += wrapped(sentence(text.format(hva=each.title)))
    if made.remedies and not any(r.holds for r in made.remedies):
        lines += wrapped(_("Ingen av disse alene er funnet å hjelpe; prøv flere sammen med --plan."))
    return lines


def _overload(made: "HorizonAnswer", over: "Overload") -> str:
    text = _("I {måned} passerer {lege} grensen: {mye} belastningspoeng, mot {nå} med samme andel som i dag.")
    said = text.format(
        måned=month(over.month.first),
        lege=made.instance.doctor_by_id[over.doctor].name,
        mye=number(over.load, 1),
        nå=number(over.today, 1),
    )
    return f"{said} {_cause(made.instance, over.cause)}"


def _table(made: "HorizonAnswer") -> list[str]:
    """The events by month, with how the month stands."""
    lines = []
    for at in made.months:
        here = [e for e in made.events if e.day in at.period]
        if here or not at.holds:
            lines += wrapped(month_line(at).strip(), "  ")
            lines += [line for e in here for line in wrapped(_event(made.instance, e), "      ")]
    return lines
