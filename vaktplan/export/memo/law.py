"""What a decision on fritak rests on, and which of it was read in the text itself."""

from collections.abc import Iterator

from vaktplan.domain.clock import anniversary
from vaktplan.i18n import _
from vaktplan.whatif.changes import Claim, Grant

from .case import Case
from .paper import Block, Bullets, Heading, Text

SPECIAL_REGARD = 55  # years, § 33 (3)


def is_right(case: Case) -> bool:
    """Whether all that is asked for is a right that is claimed."""
    return all(isinstance(c, Claim) for c in case.comparison.scenario.changes)


def basis(case: Case) -> Iterator[Block]:
    """The section on law."""
    yield Heading(_("2. Rettslig grunnlag"))
    yield Text(_right() if is_right(case) else _discretion())
    yield Bullets((*_ages(case), *_procedure()))


def _right() -> str:
    return _(
        "Fastlegeforskriften § 33 (4) gir legen rett til fritak fra vakt utenfor åpningstid. Retten gjelder når "
        "legen krever den og vilkåret er oppfylt; hensynet til vaktordningen kan ikke sette den til side. "
        "Følgene under er til planleggingen."
    )


def _discretion() -> str:
    return _(
        "Fastlegeforskriften § 33 (3): kommunen kan etter skjønn gi fritak fra vakt utenfor åpningstid, av "
        "helsemessige eller vektige sosiale grunner, med særlig hensyn til lege over 55 år. Alder over 55 er ikke "
        "en grunn alene. Vakt på dagtid omfattes ikke."
    )


def _ages(case: Case) -> Iterator[str]:
    """What the regard for those over 55 means for each applicant."""
    for change in case.comparison.scenario.changes:
        doctor = case.instance.doctor_by_id.get(getattr(change, "doctor", ""))
        if not isinstance(change, Grant) or doctor is None:
            continue
        if anniversary(doctor.born, SPECIAL_REGARD) < change.first:
            text = _("{lege} er over 55 år når fritaket begynner: det skal tas særlig hensyn.")
        else:
            text = _("{lege} er ikke over 55 år når fritaket begynner.")
        yield text.format(lege=doctor.name)


def _procedure() -> Iterator[str]:
    yield _("I planen er fritak et absolutt krav: ingen vakt legges på den som er fritatt.")
    yield _("Avgjørelsen er et enkeltvedtak (forvaltningsloven § 2 b, etter merknadene til § 33).")
    yield _(
        "Begrunnelse: forvaltningsloven §§ 24–25. Klage: § 28 flg., frist tre uker. Ikke kontrollert mot "
        "lovteksten; se etter hvilken forvaltningslov som gjelder på vedtaksdagen."
    )
    yield _(
        "At vakten «kan gjennomføres uten ulempe for de andre legene», er her gjort om til tall. Hvor mye ulempe "
        "som kan kreves båret, er skjønn."
    )
