"""Why a shift is a doctor's, for the doctor to read: of a colleague nobody learns more than "not available"."""

from collections import Counter
from dataclasses import dataclass

from vaktplan.domain.instance import Instance
from vaktplan.i18n import N_, _
from vaktplan.rulebook.rules import AbsenceRule, ExemptionRule, Wishes
from vaktplan.verify.words import label, sentence

from .explained import Alternative, CostChange, WhyMe
from .rulewords import rule_in_a_sentence

PRIVATE = (ExemptionRule.id, AbsenceRule.id, Wishes.id)  # why someone is away is nobody else's business
NOT_AVAILABLE = N_("ikke tilgjengelig")
SHOWN = 5  # alternatives told
CHANGES = 4  # of each


@dataclass(frozen=True)
class Instead:
    """Another doctor who could have had the shift: what that would cost, and what of it falls on whom."""

    doctor: str
    price: str
    changes: str

    def __str__(self) -> str:
        return sentence(f"{self.doctor}: {self.price}" + (f" ({self.changes})" if self.changes else ""))


@dataclass(frozen=True)
class WhyMine:
    """All that is said of a doctor's shift; what there is nothing to say of is empty."""

    doctor: str
    shift: str
    head: str
    unable: str
    instead: tuple[Instead, ...]
    more: str
    unknown: str


def why_mine(instance: Instance, why: WhyMe) -> WhyMine:
    """Who else could have had the shift and what it would have cost, and how many could not."""
    names = {d.id: d.name for d in instance.doctors}
    head = _("Hvorfor har {lege} {vakt}?").format(
        lege=names[why.doctor], vakt=label(instance.shift_by_id[why.shift])
    )
    rest = why.alternatives[SHOWN:]
    return WhyMine(
        doctor=why.doctor,
        shift=why.shift,
        head=head,
        unable=sentence(_unable(why)) if why.unable else "",
        instead=tuple(_instead(a, names, why.doctor) for a in why.alternatives[:SHOWN]),
        more=_("… og {n} til, fra {pris}.").format(n=len(rest), pris=_price(rest[0].change)) if rest else "",
        unknown=_("Tiden rakk ikke til {n} andre.").format(n=len(why.unknown)) if why.unknown else "",
    )


def instead_head() -> str:
    """What stands over those who could have had the shift instead."""
    return _("Prøvd i stedet (beste plan der bare de to legenes vakter er andre):")


def _unable(why: WhyMe) -> str:
    others = len(why.alternatives) + len(why.unable) + len(why.unknown)
    counts = Counter(_shown(rules) for _doctor, rules in why.unable)
    parts = ", ".join(f"{reason} {n}" for reason, n in counts.most_common())
    return _("Av {alle} andre leger kan {n} ikke ta den: {grunner}").format(
        alle=others, n=len(why.unable), grunner=parts
    )


def _shown(rules: tuple[str, ...]) -> str:
    """What is told of what keeps a colleague from a shift."""
    if not rules:
        return _("bare ved å gi avkall på noe viktigere")
    return _(NOT_AVAILABLE) if set(rules) & set(PRIVATE) else rule_in_a_sentence(rules[0])


def _instead(found: Alternative, names: dict[str, str], mine: str) -> Instead:
    told = [_change(c, names, mine) for c in found.changes[:CHANGES]]
    more = _(" og mindre ting") if len(found.changes) > CHANGES else ""
    return Instead(names[found.doctor], _price(found.change), f"{', '.join(told)}{more}" if told else "")


def _price(change: int) -> str:
    if change == 0:
        return _("like bra")
    if change < 0:
        return _("{n} billigere: la det letes lenger").format(n=-change)
    return _("{n} dyrere").format(n=change)


def _change(change: CostChange, names: dict[str, str], mine: str) -> str:
    told = change.doctor is not None and (change.doctor == mine or change.rule not in PRIVATE)
    who = f" {names[change.doctor]}" if told and change.doctor else ""
    return f"{rule_in_a_sentence(change.rule)}{who} {change.change:+d}".replace("-", "−")
