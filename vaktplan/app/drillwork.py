"""The work of one date of the absence drill: each doctor away in turn, and what then is to be done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vaktplan.answers.conflicts import way_out
from vaktplan.answers.documents import change_documents
from vaktplan.answers.drill import Outlook
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.roster import Roster, changes_since
from vaktplan.fleet import Answer, Payload
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Backup, Tier
from vaktplan.verify.verify import verify
from vaktplan.verify.whynot import why_shift
from vaktplan.whatif.absence import Drill, drills

from .openplaces import explained
from .sent import arrived

KIND = "drill"


@dataclass(frozen=True)
class Morning:
    """The facts on the day of a drill: the doctor is away, and what was before the date has been worked."""

    instance: Instance
    book: Book
    seconds: float


def drill_day(payload: Payload) -> Answer:
    """Every drill of a date: for each shift that is lost, who can step in, else a swap, else what would help."""
    instance, book = arrived(payload)
    roster = Roster.of((doctor, shift) for doctor, shift in payload["roster"])
    day = date.fromisoformat(payload["date"])
    every = drills(instance, roster, out_of_hours_only=payload["out_of_hours"])
    today = [d for d in every if d.day == day]
    told = [drilled(instance, book, roster, d, payload["time_limit"]) for d in today]
    return {"drills": told, "disagreement": [text for t in told for text in t.pop("disagreement")]}


def drilled(instance: Instance, book: Book, roster: Roster, drill: Drill, seconds: float) -> dict[str, Any]:
    """One drill, shift by shift: the first who can step in, or the swap, is taken before the next shift is asked."""
    morning = Morning(_locked(drill, instance, roster), book, seconds)
    left, lost = drill.left(roster), []
    for shift in drill.shifts:
        found = _one(morning, left, shift, needed=_needed(instance, book, roster, drill, shift))
        left = _after(left, found)
        lost.append(found)
    wrong = [text for found in lost for text in found.pop("disagreement")]
    released = [{"doctor": doctor, "shift": shift} for doctor, shift in _released(morning, left)]
    told = {"date": drill.day.isoformat(), "doctor": drill.away.doctor, "lost": lost, "released": released}
    return {**told, "disagreement": wrong}


def _released(morning: Morning, left: Roster) -> list[tuple[str, str]]:
    """The bakvakter that nobody needs any more, once the lost shifts are filled."""
    hard = verify(morning.instance, morning.book.only(Backup.id), left).hard
    return sorted({(b.doctor or "", shift) for b in hard if b.part == "unneeded" for shift in b.shifts})


def _after(left: Roster, found: dict[str, Any]) -> Roster:
    """The roster once a lost shift is filled as was found."""
    pairs = set(left.pairs)
    pairs |= {(doctor, found["shift"]) for doctor in found["stand_ins"][:1]}
    for change in found["changes"]:
        pairs -= {(doctor, change["shift"]) for doctor in change["left"]}
        pairs |= {(doctor, change["shift"]) for doctor in change["came"]}
    return Roster.of(pairs)


def _locked(drill: Drill, instance: Instance, roster: Roster) -> Instance:
    """The facts with the absence, and locks on all that began before the date and is not lost."""
    away = drill.away.apply(instance)
    kept = drill.left(roster).pairs
    worked = [Lock(doctor=d, shift=s) for d, s in kept if instance.shift_by_id[s].date < drill.day]
    return away.model_copy(update={"locks": tuple(dict.fromkeys((*away.locks, *worked)))})


def _needed(instance: Instance, book: Book, roster: Roster, drill: Drill, shift: str) -> bool:
    """Whether a lost shift must be filled: a bakvakt only when someone on duty then lacks one."""
    if not instance.shift_by_id[shift].on_demand:
        return True
    only = book.only(Backup.id)
    without = Roster.of(pair for pair in roster.pairs if pair != (drill.away.doctor, shift))
    before = len(verify(instance, only, roster).hard)
    return len(verify(instance, only, without).hard) > before


def _one(morning: Morning, left: Roster, shift: str, *, needed: bool) -> dict[str, Any]:
    """What becomes of one lost shift."""
    told: dict[str, Any] = {"shift": shift, "stand_ins": [], "changes": [], "ways": [], "disagreement": []}
    if not needed:
        return {**told, "outlook": Outlook.IDLE.value}
    why = why_shift(morning.instance, morning.book, left, shift)
    free = [o.doctor for o in why.obstacles if not o.rules]
    if free:
        return {**told, "outlook": Outlook.STEPS_IN.value, "stand_ins": free}
    if morning.instance.shift_by_id[shift].on_demand:
        return {**told, **_bakvakt(morning, left)}
    return {**told, **_asked(morning, left, shift)}


def _asked(morning: Morning, left: Roster, shift: str) -> dict[str, Any]:
    """By a least conflict: a roster with few changes that fills the shift, or what would help."""
    found = next(explained(morning.instance, morning.book, left, [shift], morning.seconds))
    wrong = {"disagreement": list(found.disagreement)}
    if found.out_of_time:
        return {"outlook": Outlook.UNKNOWN.value, **wrong}
    if found.conflict is None:
        changes = change_documents(found.swaps[0].changes) if found.swaps else []
        return {"outlook": Outlook.SWAP.value, "changes": changes, **wrong}
    return {"outlook": Outlook.HOLE.value, "ways": [way_out(way).model_dump() for way in found.ways], **wrong}


def _bakvakt(morning: Morning, left: Roster) -> dict[str, Any]:
    """A bakvakt that is needed: another roster with no more open places, or proof that there is none."""
    from vaktplan.solve.cover import fewest_open

    instance, book = morning.instance, morning.book
    allowed = verify(instance, book, left).tier_costs[Tier.COVER]
    found = fewest_open(instance, book, morning.seconds, left)
    if found.roster is not None and found.cost <= allowed:
        told = instance.model_copy(update={"base": tuple(Lock(doctor=d, shift=s) for d, s in left.pairs)})
        return {"outlook": Outlook.SWAP.value, "changes": change_documents(changes_since(told, found.roster))}
    sure = found.impossible or found.bound > allowed
    return {"outlook": (Outlook.HOLE if sure else Outlook.UNKNOWN).value}
