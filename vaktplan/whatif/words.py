"""A comparison in words: the answer in one line, and each difference with what is certain about it."""

from vaktplan.domain.days import Period
from vaktplan.i18n import N_, _
from vaktplan.verify.words import dates, plural

from .changes import Grant
from .comparison import Comparison, Difference, Effect

GRANTED = {
    Effect.HARMLESS: N_("Kan innvilges uten ulempe for de andre legene."),
    Effect.HARM: N_("Kan innvilges, med disse ulempene:"),
    Effect.BREAKS: N_("Vaktordningen bryter sammen fra uke {uke} ({dato})."),
    Effect.UNKNOWN: N_("Ikke avgjort: tiden rakk ikke til å bevise at like mye kan dekkes."),
}
MADE = {
    **GRANTED,
    Effect.HARMLESS: N_("Kan gjøres uten ulempe for de andre legene."),
    Effect.HARM: N_("Kan gjøres, med disse ulempene:"),
}
UNITS = {
    "load": (N_("poeng belastning"), N_("poeng belastning")),
    "nights": (N_("natt"), N_("netter")),
    "weekends": (N_("helgevakt"), N_("helgevakter")),
    "feasts": (N_("høytidsvakt"), N_("høytidsvakter")),
    "bakvakt": (N_("bakvakt"), N_("bakvakter")),
}


def headline(comparison: Comparison) -> str:
    """The answer in one line."""
    granting = all(isinstance(c, Grant) for c in comparison.scenario.changes)
    text = _((GRANTED if granting else MADE)[comparison.effect])
    day = comparison.breaks_from
    if comparison.effect is not Effect.BREAKS:
        return text
    if day is None:
        return _("Vaktordningen bryter sammen.")
    if not comparison.breaks_exact:
        text = _("Vaktordningen bryter sammen senest fra uke {uke} ({dato}); det kan skje før.")
    return text.format(uke=day.isocalendar().week, dato=f"{day:%d.%m.%Y}")


def facts_from(period: Period) -> str:
    """That the months compared are later than the workbook's, and what of it was left out."""
    return _(
        "Arbeidsboken gjelder {datoer}. Leger, fritak og fravær er lest fra den; ønsker, låser og det "
        "som er til gode eller skyldes, gjelder bare dens egen periode og er ikke med."
    ).format(datoer=dates(period.first, period.last))


def counted(count: int, measure: str) -> str:
    """So many of a measure: "1 natt", "3 netter"."""
    one, many = UNITS[measure]
    return f"{count} {plural(count, _(one), _(many))}"


def certainty(difference: Difference) -> str:
    """What is certain about a difference: "minst 3 og høyst 4 netter mer"."""
    least, most, measure = difference.least, difference.most, difference.measure
    if least is None or most is None:
        return _("ingen grense er regnet ut")
    if least >= 1:
        return _between(least, most, measure, _("mer"))
    if most <= -1:
        return _between(-most, -least, measure, _("mindre"))
    if least == most:
        return _("ingen forskjell")
    return _("ikke sikkert noen forskjell (mellom {fra} og {til})").format(
        fra=_signed(least), til=_signed(most)
    )


def _between(least: int, most: int, measure: str, way: str) -> str:
    if least == most:
        return f"{counted(least, measure)} {way}"
    return _("minst {fra} og høyst {til} {retning}").format(
        fra=least, til=counted(most, measure), retning=way
    )


def _signed(count: int) -> str:
    return f"{count:+d}".replace("-", "−") if count else "0"
