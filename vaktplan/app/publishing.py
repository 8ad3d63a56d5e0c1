"""Publishing a roster: judged, compared with the version before, signed where it must be, and stored whole."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan.answers.publishing import Objection, PublishAnswer
from vaktplan.domain import clock
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.moved import Moved, moved
from vaktplan.domain.roster import Change, Roster, changes_since
from vaktplan.errors import UsageError
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Verdict
from vaktplan.verify.words import dates, day, label

from .reading import Warn, read

if TYPE_CHECKING:
    from vaktplan.store.database import Database
    from vaktplan.store.publications import Published

FREEZE_DAYS = 7
MOST_NAME = 200  # characters of a person's name that are kept
MOST_REASON = 1000  # characters of a reason


@dataclass(frozen=True)
class Wish:
    """How a roster is to be published."""

    by: str
    signer: str = ""
    reason: str = ""
    freeze_days: int = FREEZE_DAYS  # what begins within so many days is changed with a signature only
    worked: bool = False  # the roster as it was worked
    dry_run: bool = False
    phone: str | None = None  # of the unit on duty; None: as before
    expected: int | None = None  # the version that the publisher saw; None: whichever is newest

    @property
    def state(self) -> str:
        """What the publication will be."""
        return "worked" if self.worked else "published"


@dataclass(frozen=True)
class Asked:
    """A roster that someone wants published, judged."""

    tenant: str
    instance: Instance
    book: Book
    roster: Roster
    verdict: Verdict
    wish: Wish
    made_at: datetime

    @property
    def kept(self) -> str:
        """The facts as they are stored, for years: without wishes, case numbers and the dates of a decision."""
        bare = (e.model_copy(update={"case": "", "decided": None}) for e in self.instance.exemptions)
        unsaid = {"wishes": (), "exemptions": tuple(bare), "base": (), "published": None, "discussed": None}
        return self.instance.model_copy(update=unsaid).model_dump_json()


def publish(
    source: Path,
    roster: Path,
    database: str,
    wish: Wish,
    *,
    made_at: datetime,
    output: Path | None = None,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
) -> PublishAnswer:
    """Publish a roster of a workbook; in `output`, what changed as a text for each doctor.

    Raises InvalidInput, UsageError, Overtaken and the errors of the database.
    """
    from vaktplan.store.database import Database
    from vaktplan.store.migrations import upgrade

    _must_make_sense(wish)
    asked = _judged(source, roster, wish, made_at, on_warning)
    on_read()
    db = Database(database)
    there = db.file is None or db.file.exists()
    if not there and not wish.dry_run:
        upgrade(db)  # the first publication makes the file
    answer = foreseen(asked, *(_standing(db, asked) if there else ((), None)))
    if answer.status != "would-publish" or wish.dry_run:
        return answer
    from .published import stored

    if output is not None:
        output.mkdir(parents=True, exist_ok=True)  # before anything is stored
    with db.writing() as session:
        answer = stored(session, asked, answer)
    return answer if output is None else _with_files(answer, output)


def _must_make_sense(wish: Wish) -> None:
    """Raise UsageError for a signature that names nobody or gives no reason, and for a reason that is a letter."""
    if bool(wish.signer.strip()) != bool(wish.reason.strip()):
        raise UsageError(_("--sign og --reason hører sammen: hvem som står for det, og hvorfor"))
    if len(wish.reason) > MOST_REASON:
        raise UsageError(_("--reason: høyst {n} tegn; resten hører hjemme i saken").format(n=MOST_REASON))


def _with_files(answer: PublishAnswer, folder: Path) -> PublishAnswer:
    """The answer with a text for each doctor concerned; nothing is undone when they cannot be written."""
    from vaktplan.export.differences import write_differences

    files = write_differences(
        answer.instance, answer.changes, answer.moves, answer.version, answer.made_at, folder
    )
    return replace(answer, files=tuple(map(str, files)))


def _judged(source: Path, roster: Path, wish: Wish, made_at: datetime, on_warning: Warn) -> Asked:
    from vaktplan.read.roster_sheet import read_roster
    from vaktplan.verify.verify import verify

    instance, book, _sha = read(source, on_warning)
    if wish.worked:
        _must_be_over(instance, made_at)
    taken = read_roster(roster, instance)
    if instance.published is None:
        instance = instance.model_copy(update={"published": clock.day_of(made_at)})
    verdict = verify(instance, book, taken)
    return Asked(short_name(instance.municipality), instance, book, taken, verdict, wish, made_at)


def _must_be_over(instance: Instance, now: datetime) -> None:
    """Raise UsageError while a shift of the period is still to come: nobody has worked it."""
    end = max((s.end for s in instance.shifts), default=now)
    if now < end:
        raise UsageError(
            _("--worked: perioden er ikke over før {dato}; publiser uten --worked til da").format(
                dato=day(clock.day_of(end))
            )
        )


def short_name(municipality: str) -> str:
    """The municipality's name for addresses: "Ørland kommune" is "orland-kommune"."""
    text = municipality.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64] or "kommune"


def _standing(db: "Database", asked: Asked) -> tuple[tuple[tuple[date, date], ...], "Published | None"]:
    """What is published: other periods that share a date, and the newest version of this one."""
    from vaktplan.store import publications

    first, last = asked.instance.period.first, asked.instance.period.last
    with db.reading() as session:
        others = publications.overlapping(session, asked.tenant, first, last)
        return others, publications.newest(session, asked.tenant, first, last)


def foreseen(
    asked: Asked, others: tuple[tuple[date, date], ...], before: "Published | None"
) -> PublishAnswer:
    """What publishing comes to: the difference to the version before, and what must be signed."""
    only_this_period(asked, others)
    previous = None if before is None else Roster(pairs=before.pairs)
    changes = () if previous is None else _changes(asked.instance, previous, asked.roster)
    moves = () if before is None else _moves(asked, before)
    objections = _objections(asked, changes, moves)
    return PublishAnswer(
        instance=asked.instance,
        roster=asked.roster,
        verdict=asked.verdict,
        status=_status(asked, before, previous, objections),
        version=0 if before is None else before.version,
        made_at=asked.made_at,
        made_by=asked.wish.by[:MOST_NAME],
        changes=changes,
        previous=previous,
        moves=moves,
        objections=objections,
        late=() if before is not None else tuple(b for b in asked.verdict.breaches if b.rule == "notice"),
        signed_by=asked.wish.signer[:MOST_NAME] if objections else "",
    )


def _status(
    asked: Asked, before: "Published | None", previous: Roster | None, objections: tuple[Objection, ...]
) -> str:
    told = None if before is None else (previous, before.state, before.instance)
    same_phone = before is not None and asked.wish.phone in (None, before.phone)
    if same_phone and told == (asked.roster, asked.wish.state, asked.kept):
        return "unchanged"
    return "refused" if objections and not asked.wish.signer.strip() else "would-publish"


def only_this_period(asked: Asked, others: tuple[tuple[date, date], ...]) -> None:
    """Raise UsageError when another published period shares a date with this one."""
    if not others:
        return
    period = asked.instance.period
    what = _(
        "perioden {ny} overlapper en som er publisert: {gammel}. Publiser den perioden på nytt i stedet."
    ).format(ny=dates(period.first, period.last), gammel=", ".join(dates(*other) for other in others))
    raise UsageError(what)


def _changes(instance: Instance, previous: Roster, roster: Roster) -> tuple[Change, ...]:
    base = tuple(Lock(doctor=d, shift=s) for d, s in previous.pairs)
    return changes_since(instance.model_copy(update={"base": base}), roster)


def _moves(asked: Asked, before: "Published") -> tuple[Moved, ...]:
    facts = Instance.model_validate_json(before.instance)
    return moved(facts, Roster(pairs=before.pairs), asked.instance, asked.roster)


def _objections(asked: Asked, changes: tuple[Change, ...], moves: tuple[Moved, ...]) -> tuple[Objection, ...]:
    """Hard breaches, open places, and changes of what begins soon; what was worked answers to none of it."""
    if asked.wish.worked:
        return ()
    found = [Objection("breach", b.text) for b in asked.verdict.hard if not b.is_open_place]
    found += [Objection("open-place", b.text) for b in asked.verdict.breaches if b.is_open_place]
    limit = asked.made_at + timedelta(days=asked.wish.freeze_days)
    by_id = asked.instance.shift_by_id
    touched = (*(by_id[c.shift] for c in changes), *(m.first for m in moves))
    soon = (shift for shift in touched if shift.start < limit)
    return (*found, *(Objection("frozen", label(shift)) for shift in soon))
