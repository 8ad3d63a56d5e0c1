"""What was assumed, and two draft conclusions for the decider to choose between."""

from collections.abc import Iterator

from vaktplan.export import words
from vaktplan.i18n import _
from vaktplan.whatif.comparison import Comparison, Effect
from vaktplan.whatif.words import facts_from

from .case import Case
from .facts import harm_in_words
from .law import is_right
from .paper import Block, Bullets, Heading, Signature, Text


def assumed(case: Case) -> Iterator[Block]:
    """The section on what the numbers rest on."""
    came = case.comparison.facts_from
    yield Heading(_("5. Forutsetninger"))
    yield Bullets(
        (
            _("Regelbok: {bok}. {normer}").format(bok=case.book.title, normer=_norms(case)),
            _holds(case),
            _months(case),
            _(
                "Tidsgrense {sek} s. Vaktplan {versjon}. Inndata {inn}, regelbok {bok} (SHA-256, begynnelsen)."
            ).format(
                sek=words.number(case.time_limit, 0),
                versjon=case.versions.get("vaktplan", "–"),
                inn=case.input_sha256[:16],
                bok=case.book_sha256[:16],
            ),
            _locum(case.comparison),
            *([] if came is None else [facts_from(came)]),
        )
    )


def _locum(found: Comparison) -> str:
    """What a locum night was reckoned to cost."""
    if found.locum_price is None:
        return _("Prisen på en vikarnatt er ikke oppgitt; bare nettene er talt.")
    return _("En vikarnatt er regnet til {kr} kr (oppgitt av den som kjørte beregningen).").format(
        kr=words.number(found.locum_price, 0)
    )


def _norms(case: Case) -> str:
    """How many of the norms in force were read in the text itself."""
    period = case.instance.period
    read = [
        value.verified
        for norm in case.book.norms
        for value in norm.values
        if value.first <= period.last and (value.last is None or period.first <= value.last)
    ]
    text = _("Av {alle} normverdier er {n} lest i kilden selv; {resten} er ikke kontrollert.")
    return text.format(n=sum(read), alle=len(read), resten=len(read) - sum(read))


def _holds(case: Case) -> str:
    """What the bounds hold for."""
    first = case.comparison.months[0]
    if not (first.refused.ranges and first.granted.ranges):
        return _("Grenser for hver kollega ble ikke regnet ut innen tiden.")
    if first.refused.sure and first.granted.sure:
        return _("Grensene gjelder alle beste planer for de to sidene.")
    return _("Grensene gjelder planer som er minst like gode som de to som ble funnet, trinn for trinn.")


def _months(case: Case) -> str:
    """Which months were looked at, and how."""
    found = case.comparison
    text = _("Måneder sett på: {n}. Etter den første er bare plasser og andeler sammenlignet.")
    if len(found.months) == 1:
        text = _("Måneder sett på: {n}.")
    told = text.format(n=len(found.months))
    if found.unseen:
        told += " " + _("Måneder fritaket varer som ikke er sett på: {n}.").format(n=found.unseen)
    return told


def drafts(case: Case) -> Iterator[Block]:
    """The two drafts, and room for signature."""
    yield Heading(_("6. Utkast til vedtak (velg ett, og stryk det andre)"))
    asked = "; ".join(case.comparison.scenario.titles(case.instance))
    yield Text(
        _("Alternativ A: fritaket godtas") if is_right(case) else _("Alternativ A: søknaden innvilges"),
        strong=True,
    )
    yield Text(f"{asked}. {_cite(case)} {_granted(case)}")
    yield Text(
        _("Alternativ B: kravet godtas ikke") if is_right(case) else _("Alternativ B: søknaden avslås"),
        strong=True,
    )
    yield Text(_refused(case))
    yield Text(_("Vedtaket kan påklages innen tre uker etter at det er mottatt (klageinstans fylles ut)."))
    yield Signature((_("Sted og dato"), _("Underskrift"), _("Navn og stilling")))


def _cite(case: Case) -> str:
    if is_right(case):
        return _("Retten følger av fastlegeforskriften § 33 (4).")
    return _("Vedtaket er truffet etter fastlegeforskriften § 33 (3); grunnen står i saksmappen.")


def _granted(case: Case) -> str:
    """The reasons for granting, from the numbers."""
    told = harm_in_words(case.comparison)
    if is_right(case):
        return told
    if case.comparison.effect is Effect.BREAKS:
        return (
            told + " " + _("Innvilges søknaden likevel, må vedtaket si hvordan vakten da skal dekkes: ____")
        )
    if case.comparison.effect is Effect.UNKNOWN:
        return (
            told
            + " "
            + _("Tallene avgjør ikke saken; regn lenger, eller begrunn vedtaket på annet vis: ____")
        )
    return told + " " + _("Ulempen for de andre legene er ikke større enn at søknaden kan innvilges.")


def _refused(case: Case) -> str:
    """The reasons for refusing, from the numbers; where they give none, that is said."""
    if is_right(case):
        return _(
            "Kan bare brukes når vilkåret i § 33 (4) ikke er oppfylt; hensynet til vaktordningen er ingen grunn: ____"
        )
    told = _("Søknaden avslås etter fastlegeforskriften § 33 (3).") + " " + harm_in_words(case.comparison)
    if case.comparison.effect is Effect.BREAKS:
        return told + " " + _("Vakten kan derfor ikke dekkes som før uten at noe annet endres.")
    if case.comparison.effect is Effect.HARM:
        return (
            told + " " + _("Ulempen må være stor nok til å veie tyngre enn legens grunn; vurderingen: ____")
        )
    return told + " " + _("Tallene gir ingen grunn til avslag; en annen grunn må stå her: ____")
