"""What `db` says."""

from typing import TYPE_CHECKING

from vaktplan.i18n import N_, _
from vaktplan.verify.words import plural

from .show import wrapped

if TYPE_CHECKING:
    from vaktplan.answers.database import DatabaseAnswer

DONE = {
    "upgraded": N_("Databasen er klar"),
    "up-to-date": N_("Databasen er klar, og var det fra før"),
    "checked": N_("Databasen er sett over"),
    "backed-up": N_("Kopien er tatt og sett over"),
    "restored": N_("Kopien er hentet inn og sett over"),
}


def database_text(answer: "DatabaseAnswer") -> str:
    """What was done, where, what is in it, and what is wrong with it."""
    health = answer.health
    lines = [f"{_(DONE[answer.done])}: {answer.database}"]
    counted = (
        plural(health.publications, _("1 publisering"), _("{n} publiseringer")),
        plural(health.subscriptions, _("1 kalenderadresse i bruk"), _("{n} kalenderadresser i bruk")),
        _("tabeller {revisjon}").format(revisjon=health.revision),
    )
    lines += wrapped(" · ".join(counted))
    for trail in health.trails:
        said = _("Sporet til {kommune}: {n} rader, siste kontrollsum {sum}")
        lines += wrapped(said.format(kommune=trail.tenant, n=trail.rows, sum=trail.head[:16] or "–"))
    if answer.files:
        said = (
            _("Det som sto der, ligger i {fil}") if answer.done == "restored" else _("Kopien ligger i {fil}")
        )
        lines += [said.format(fil=file) for file in answer.files]
    if not health.faults:
        return "\n".join([*lines, _("Alt er helt.")])
    for fault in health.faults:
        lines += wrapped(fault.what)
        lines += wrapped(_("råd: {hva}").format(hva=fault.hint), "      ")
    return "\n".join(lines)
