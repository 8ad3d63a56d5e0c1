"""What was published, or why not, in words, at most 80 columns wide."""

from typing import TYPE_CHECKING

from vaktplan.export.differences import in_a_line
from vaktplan.export.words import moment
from vaktplan.i18n import N_, _
from vaktplan.verify.words import dates, plural

from .show import wrapped

if TYPE_CHECKING:
    from vaktplan.answers.publishing import PublishAnswer

MOST = 12
STATUS = {
    "published": N_("Publisert: {periode}, versjon {versjon}."),
    "worked": N_("Lagret som gått: {periode}, versjon {versjon}."),
    "unchanged": N_("Ingenting er endret siden versjon {versjon} av {periode}; ingenting er lagret."),
    "refused": N_("Ikke publisert: {periode}. Dette må noen stå for først:"),
    "would-publish": N_("Prøvd, ikke lagret: {periode} ville blitt versjon {neste}."),
}
KINDS = {
    "breach": N_("krav brutt: {hva}"),
    "open-place": N_("udekket: {hva}"),
    "frozen": N_("endres sent: {hva}"),
}


def told(made: "PublishAnswer") -> str:
    """The answer first, what must be signed, what changed for whom, and what follows."""
    period = made.instance.period
    lines = wrapped(
        _(STATUS[made.status]).format(
            periode=dates(period.first, period.last), versjon=made.version, neste=made.version + 1
        ),
        "",
    )
    lines += _objections(made)
    lines += _changes(made)
    for breach in made.late:
        lines += wrapped(_("obs: {hva}").format(hva=breach.text), "")
    lines += _consequences(made)
    lines += [f"  {f}" for f in made.files]
    return "\n".join(lines)


def _objections(made: "PublishAnswer") -> list[str]:
    lines = []
    for each in made.objections[:MOST]:
        lines += wrapped("- " + _(KINDS[each.kind]).format(hva=each.what))
    if len(made.objections) > MOST:
        lines.append("  " + _("… og {n} til (alle med --json)").format(n=len(made.objections) - MOST))
    if made.status == "refused":
        lines += wrapped(
            _("Rett opp, eller la en navngitt person stå for det: --sign NAVN --reason HVORFOR."), ""
        )
    elif made.objections:
        lines += wrapped(_("{hvem} står for dette.").format(hvem=made.signed_by), "")
    return lines


def _changes(made: "PublishAnswer") -> list[str]:
    """The difference to the version before, doctor by doctor."""
    if made.previous is None:
        return []
    if not made.concerned:
        return wrapped(_("Ingen vakter har skiftet lege siden forrige versjon."), "")
    who = plural(len(made.concerned), _("1 lege"), _("{n} leger"))
    lines = [_("Endret siden forrige versjon, for {hvem}:").format(hvem=who)]
    for doctor in made.concerned[:MOST]:
        lines += wrapped(in_a_line(made.instance, made.changes, doctor, made.moves))
    if len(made.concerned) > MOST:
        lines.append("  " + _("… og {n} til (alle med -o MAPPE)").format(n=len(made.concerned) - MOST))
    return lines


def _consequences(made: "PublishAnswer") -> list[str]:
    if made.status not in ("published", "worked"):
        return []
    text = plural(made.feeds, _("1 kalender er ny"), _("{n} kalendere er nye"))
    lines = [
        _("{kalendere}. Publisert av {hvem} {tid}.").format(
            kalendere=text, hvem=made.made_by, tid=moment(made.made_at)
        )
    ]
    if made.left:
        lines += wrapped(
            _("Abonnementene til {leger} er avsluttet: de står ikke lenger i arbeidsboken.").format(
                leger=", ".join(made.left)
            ),
            "",
        )
    lines += wrapped(_("Sporets siste ledd: {sum}").format(sum=made.head[:16]), "")
    return lines
