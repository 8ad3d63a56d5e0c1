"""Why: what stands in the way of a roster, or keeps a place open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan import versions
from vaktplan.answers import ExplainAnswer
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import Fault, InvalidInput, UsageError
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book

from .leaving import EXPLAINED, export_explained, output_folder
from .openplaces import explained
from .reading import Warn, read

if TYPE_CHECKING:
    from vaktplan.verify.supply import Short

MOST_TOLD = 3
MOST_TAKES = 100_000  # doctors times shifts; a large municipality's month has half


def explain(
    source: Path,
    *,
    roster: Path | None = None,
    shift: str | None = None,
    doctor: str | None = None,
    measure: str | None = None,
    frontier: bool = False,
    time_limit: float = 60.0,
    output: Path | None = None,
    made_at: datetime | None = None,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ExplainAnswer:
    """Supply and demand of a workbook before anything is solved, and why places of a roster stay open.

    With `roster`, each of its open shifts, or with `shift` that one; with `shift` alone, whether it can be filled when
    nothing else need be. With `doctor`, why the doctor has the shift in the roster (or each of the doctor's), or what
    it would cost; with `measure` too, what the doctor has of it, the least possible and the price of one fewer. With
    `frontier`, fairness against wishes. All that is asked shares the seconds. With `output`, the roster is written
    there with what was answered, as made at `made_at`. Raises InvalidInput for an unknown shift, doctor or measure,
    UsageError for what does not belong together.
    """
    _belong_together(roster, shift, doctor, measure, frontier, output)
    what = None if measure is None else _measure(measure)
    folder = output_folder(output, (EXPLAINED,))
    instance, book, sha256 = read(source, on_warning)
    on_read()
    held = None if roster is None else _read_roster(roster, instance)
    named = None if shift is None else _named(instance, shift)
    answer = _answer(instance, book, sha256, held)
    if frontier or what is not None:
        who = None if doctor is None else _doctor(instance, doctor)
        return _weighed(answer, held or Roster(), who, what, time_limit, stopped)
    if doctor is not None:
        answer = _of_doctor(answer, _doctor(instance, doctor), named, time_limit)
    else:
        from vaktplan.verify.supply import impossible_takes

        removed = () if held is None else impossible_takes(instance, book, held)
        possible = Roster() if held is None else Roster.of(held.taken.difference(removed))
        asked = [named] if named else [] if held is None else _open(instance, possible)
        found = tuple(explained(instance, book, possible, asked, time_limit))
        answer = replace(answer, explained=found, removed=removed)
    if folder is None:
        return answer
    if made_at is None:
        raise ValueError("what is written is made at some time")
    return export_explained(answer, folder, made_at)


def _answer(instance: Instance, book: Book, sha256: str, held: Roster | None) -> ExplainAnswer:
    """What is known before anything is asked of a solver."""
    from vaktplan.verify.supply import supply

    found = supply(instance, book)
    return ExplainAnswer(
        instance, book, found, (), sha256, roster=held, versions=versions.of_everything() if held else {}
    )


def _of_doctor(answer: ExplainAnswer, who: str, named: str | None, seconds: float) -> ExplainAnswer:
    """With why the doctor has the shift, or each of the doctor's."""
    from .whyme import why_me

    held = answer.roster or Roster()
    shifts = [named] if named else [s for d, s in held.pairs if d == who]
    return replace(answer, why_me=why_me(answer.instance, answer.book, held, who, shifts, seconds))


def _belong_together(
    roster: Path | None,
    shift: str | None,
    doctor: str | None,
    measure: str | None,
    frontier: bool,
    output: Path | None,
) -> None:
    """Raises UsageError for what does not."""
    if roster is None and output is not None:
        raise UsageError(_("--output hører sammen med --roster: det er planen som skrives"))
    if output is not None and (measure is not None or frontier):
        raise UsageError(_("--measure og --frontier skriver ingen filer; utelat --output, eller bruk --json"))
    if doctor is not None and roster is None:
        raise UsageError(_("--doctor hører sammen med --roster"))
    if measure is not None and doctor is None:
        raise UsageError(_("--measure hører sammen med --doctor"))
    if measure is not None and shift is not None:
        raise UsageError(_("--measure og --shift spør om hver sitt; velg én av dem"))
    if frontier and roster is None:
        raise UsageError(_("--frontier hører sammen med --roster"))
    if frontier and (doctor is not None or shift is not None):
        raise UsageError(_("--frontier gjelder alle legene; utelat --doctor og --shift"))


def _measure(named: str) -> str:
    from .fairness import measure_named

    return measure_named(named)


def _weighed(
    answer: ExplainAnswer,
    roster: Roster,
    doctor: str | None,
    measure: str | None,
    seconds: float,
    stopped: Callable[[], bool],
) -> ExplainAnswer:
    """A doctor's measure proven, or else fairness against wishes."""
    from .fairness import proof
    from .frontier import frontier
    from .seeking import Seeking

    seeking = Seeking(answer.instance, answer.book, roster, seconds, stopped=stopped)
    if doctor is not None and measure is not None:
        return replace(answer, fairness=proof(seeking, doctor, measure))
    return replace(answer, frontier=frontier(seeking))


def _read_roster(path: Path, instance: Instance) -> Roster:
    from vaktplan.read.roster_sheet import read_roster

    return read_roster(path, instance)


def _open(instance: Instance, roster: Roster) -> list[str]:
    return [shift.id for shift, _places in roster.open_places(instance)]


def _named(instance: Instance, shift: str) -> str:
    """The shift itself. Raises InvalidInput with the nearest names."""
    from vaktplan.text import did_you_mean, shown

    wanted = [s.id for s in instance.shifts if s.wanted]
    if shift in wanted:
        return shift
    what = _("det finnes ingen vakt «{vakt}» som skal dekkes").format(vakt=shown(shift))
    hint = did_you_mean(shift, wanted) or _("skriv dato:vakttype, som {eksempel}").format(eksempel=wanted[0])
    raise InvalidInput.one("--shift", what, hint, "unknown-shift")


def _doctor(instance: Instance, named: str) -> str:
    """The id of a doctor, given by id, name or a surname of one alone. Raises InvalidInput with the nearest names."""
    from vaktplan.whatif.naming import doctor_named, unknown_doctor

    found = doctor_named(instance, named)
    if found is None:
        raise InvalidInput([unknown_doctor(instance, named, "--doctor")])
    return found


def foresee(instance: Instance, book: Book, on_warning: Warn) -> None:
    """Warn of the first sets of places that no roster can fill; of a very large instance nothing is foreseen."""
    from vaktplan.verify.supply import supply

    if len(instance.doctors) * len(instance.shifts) > MOST_TAKES:
        return
    short = supply(instance, book).short
    for each in short[:MOST_TOLD]:
        on_warning(_certain(instance, each, len(short)))


def _certain(instance: Instance, short: "Short", count: int) -> Fault:
    from vaktplan.verify.words import label, listed

    shifts = listed(label(instance.shift_by_id[s]) for s in short.shifts)
    what = _("bakvakten som trengs, kan ingen ta") if short.standby else _("flere plasser enn leger som kan")
    hint = _("«vaktplan explain» sier hva som holder hver lege borte (slike i alt: {n})").format(n=count)
    return Fault(shifts, what, hint, "certainly-open")
