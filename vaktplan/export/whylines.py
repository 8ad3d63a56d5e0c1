"""Why a place is open, in sentences: the same for the terminal, the rota and the page.

For the wall of a colleague no more is told than "not available", and nobody is named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vaktplan.domain.instance import Instance
from vaktplan.i18n import N_, _
from vaktplan.rulebook import rules as r
from vaktplan.verify.words import label, listed, plural, sentence

from .explained import Cause, Explanation, WayOut
from .rulewords import rule_in_a_sentence
from .swaplines import swapped

DECIDERS = {
    "doctor": N_("legen"),
    "coordinator": N_("koordinatoren"),
    "chief": N_("kommuneoverlegen"),
}
WAYS = {
    "wish": N_("{lege} gir fra seg et «må ha fri»."),
    "course": N_("{lege} flytter kurset sitt."),
    "extra": N_("be {lege} om frivillig å gå {mer} over regelbokens grense ({regel})."),
    "limit": N_("{lege} går {mer} over sin egen grense ({regel})."),
    "lock": N_("ta bort låsen av {lege} til {vakt}."),
    "session": N_("flytt {vakt} til en annen dag."),
    "fritak": N_("utsett {lege} sitt fritak etter skjønn."),
    "on_site": N_("la {lege} være på stedet som bakvakt denne ene gangen."),
    "locum": N_("lei inn en lege som kan stå alene, til denne ene vakten."),
}
LITTLE = {  # the same for the one shift alone
    "wish": N_("{lege} gir fra seg et «må ha fri», bare for denne vakten."),
    "fritak": N_("la {lege} sitt fritak etter skjønn vike for denne ene vakten."),
}
FEW = 4  # so many names or shifts are told; more are counted
OPENLY = tuple(  # rules that hold everybody alike: of any other, the wall says that someone is not available
    kind.id
    for kind in (
        *(r.Coverage, r.OnePlace, r.Backup, r.DailyRest, r.RestAfterNight, r.WeeklyRest, r.WorkingHours),
        *(r.NightRun, r.DutyCap, r.SuccessionRule, r.RunLength, r.RestRun),
    )
)


@dataclass(frozen=True)
class Because:
    """One reason: what, the paragraph, and whom it holds; either of the two may be empty."""

    what: str
    cite: str = ""
    who: str = ""

    def __str__(self) -> str:
        return sentence(f"{self.what} ({self.cite}){self._whom}" if self.cite else self.what + self._whom)

    @property
    def told(self) -> str:
        """The reason without its paragraph, as a sentence of its own."""
        text = sentence(self.what + self._whom)
        return text[:1].upper() + text[1:]

    @property
    def _whom(self) -> str:
        return f": {self.who}" if self.who else ""


@dataclass(frozen=True)
class Helps:
    """A way out, and who may decide it."""

    decider: str
    what: str

    def __str__(self) -> str:
        return f"{self.decider}: {self.what}"

    @property
    def told(self) -> str:
        """The way out as a sentence of its own."""
        return self.what[:1].upper() + self.what[1:]


@dataclass(frozen=True)
class Said:
    """All that is said of an open shift; without reasons the head says it all."""

    shift: str
    head: str
    reasons: tuple[Because, ...] = ()
    proof: str = ""
    ways: tuple[Helps, ...] = ()
    swaps: tuple[str, ...] = ()  # where nothing forbids it: who could take it, and who then takes over what
    untried: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """A line for each thing said."""
        helps = (ways_head(), *(f"- {way}" for way in self.ways)) if self.ways else ()
        rest = (*helps, self.untried) if self.untried else helps
        proof = (self.proof,) if self.proof else ()
        listed = (*self.reasons, *self.swaps)
        return (self.head, *(f"- {each}" for each in listed), *proof, *rest)


def said(instance: Instance, found: Explanation, *, for_wall: bool = False) -> Said:
    """What is told of an open shift; for the wall no doctor, no private rule and no way out."""
    name = label(instance.shift_by_id[found.shift])
    if found.answer == "out-of-time":
        text = _("Tiden rakk ikke til å finne ut hvorfor {vakt} er udekket. Prøv lengre --time-limit.")
        return Said(found.shift, text.format(vakt=name))
    if found.answer == "possible":
        text = _(
            "{vakt}: kan dekkes uten at noen annen plass blir udekket. La det letes lenger, eller lås den."
        )
        swaps = () if for_wall else tuple(swapped(instance, found.shift, swap) for swap in found.swaps)
        if swaps:
            text = _("{vakt} kan dekkes uten at noen annen plass blir udekket, slik (hver er kontrollert):")
        return Said(found.shift, _opened(text.format(vakt=name)), swaps=swaps)
    head = _opened(_("{vakt} kan ikke dekkes, fordi:").format(vakt=name))
    reasons = _public(instance, found.causes) if for_wall else _reasons(instance, found.causes)
    return Said(
        shift=found.shift,
        head=head,
        reasons=tuple(reasons),
        proof=_proof(found.minimal),
        ways=() if for_wall else tuple(helps(instance, way) for way in found.ways),
        untried="" if for_wall or found.all_tried else _("Tiden rakk ikke til å prøve alt som kunne hjelpe."),
    )


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def ways_head() -> str:
    """What stands over the ways out."""
    return _("Dette hjelper (hver for seg prøvd i hele planen):")


def _proof(minimal: bool) -> str:
    if minimal:
        return _("Uten hvilken som helst av dem kunne den dekkes (prøvd én for én).")
    return _("Dette er det minste som ble funnet; det er ikke bevist at alt trengs.")


def _reasons(instance: Instance, causes: Iterable[Cause]) -> list[Because]:
    """A reason for each rule and paragraph, with whom it holds; for coverage what must be covered too."""
    who: dict[tuple[str, str], list[str]] = {}
    for cause in causes:
        who.setdefault((cause.rule, cause.cite), []).append(cause.who)
    return [
        _covered(instance, of)
        if rule == r.Coverage.id
        else Because(rule_in_a_sentence(rule), cite, _doctors(instance, [d for d in of if d]))
        for (rule, cite), of in who.items()
    ]


def _covered(instance: Instance, shifts: Sequence[str]) -> Because:
    those = [label(instance.shift_by_id[s]) for s in shifts]
    told = listed(those) if len(those) <= FEW else _("{n} andre vakter").format(n=len(those))
    return Because(_("{vakter} skal også dekkes").format(vakter=told))


def _doctors(instance: Instance, doctors: Sequence[str]) -> str:
    if not doctors:
        return ""
    if len(doctors) <= FEW:
        return listed(instance.doctor_by_id[d].name for d in doctors)
    return _("{n} leger").format(n=len(doctors))


def _public(instance: Instance, causes: Iterable[Cause]) -> list[Because]:
    """The same with doctors counted; those held by what is nobody else's business are not available, all in one."""
    found, away = [], set[str]()
    who: dict[tuple[str, str], list[str]] = {}
    for cause in causes:
        if cause.rule in OPENLY:
            who.setdefault((cause.rule, cause.cite), []).append(cause.who)
        else:
            away.add(cause.who)
    if away:
        found.append(Because(_("ikke tilgjengelig"), who=_counted(away)))
    for (rule, cite), of in who.items():
        covered = rule == r.Coverage.id
        found.append(
            _covered(instance, of) if covered else Because(rule_in_a_sentence(rule), cite, _counted(of))
        )
    return found


def _counted(doctors: Iterable[str]) -> str:
    count = sum(1 for d in doctors if d)
    return plural(count, _("1 lege"), _("{n} leger")) if count else ""


def helps(instance: Instance, way: WayOut) -> Helps:
    """A way out in words."""
    told = LITTLE if way.shift and way.kind in LITTLE else WAYS
    text = _(told[way.kind]).format(
        regel=rule_in_a_sentence(way.rule) if way.rule else "",
        mer=way.more,
        lege=instance.doctor_by_id[way.doctor].name if way.doctor else "",
        vakt=label(instance.shift_by_id[way.shift]) if way.shift else "",
    )
    return Helps(_(DECIDERS[way.decider]), text)
