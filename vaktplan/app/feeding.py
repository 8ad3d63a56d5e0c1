"""From published duties to rendered feeds: what changed gets a new revision, and only changed feeds new bytes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from vaktplan.domain.instance import Instance
from vaktplan.errors import UsageError
from vaktplan.export.feed import Content, FeedEvent, Variant, duties, render, stale_at
from vaktplan.export.view import View, names_of
from vaktplan.i18n import _
from vaktplan.store import publications, rendered, revisions
from vaktplan.store.revisions import Revision

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WHOLE = ""  # the doctor of a feed that is nobody's


def revised(view: View, phone: str, known: Mapping[str, Revision], at: datetime) -> tuple[Revision, ...]:
    """What the publication of a roster changes in calendars: new duties, changed ones, and those that are cancelled.

    `known` holds the newest revision of every duty of the municipality, by uid.
    """
    found: list[Revision] = []
    stands: set[str] = set()
    for uid, doctor, duty, content in duties(view, phone):
        stands.add(uid)
        before = known.get(uid)
        now = Revision(
            uid=uid,
            sequence=0 if before is None else before.sequence + 1,
            doctor=doctor,
            shift=duty.shift.id,
            start=duty.shift.start,
            end=duty.shift.end,
            cancelled=False,
            content=asdict(content),
            made_at=at,
        )
        if before is None or before.told != now.told:
            found.append(now)
    found += _cancelled(view.instance, known, stands, at)
    return tuple(found)


def _cancelled(
    instance: Instance, known: Mapping[str, Revision], stands: set[str], at: datetime
) -> Iterable[Revision]:
    """The duties that calendars have in the period and the roster no more."""
    first, last = instance.period.first.isoformat(), instance.period.last.isoformat()
    for uid, before in known.items():
        if uid not in stands and not before.cancelled and first <= before.shift[:10] <= last:
            yield Revision(
                uid=uid,
                sequence=before.sequence + 1,
                doctor=before.doctor,
                shift=before.shift,
                start=before.start,
                end=before.end,
                cancelled=True,
                content=before.content,
                made_at=at,
            )


def newest_facts(session: "Session", tenant: str) -> Instance:
    """The facts of the newest publication. Raises UsageError when there is none."""
    text = publications.newest_instance(session, tenant)
    if text is None:
        raise UsageError(_("ingen plan er publisert ennå: begynn med «vaktplan publish»"))
    return Instance.model_validate_json(text)


def refresh(session: "Session", tenant: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """Render every feed of a municipality from its stored duties; (variant, doctor) of those with new bytes."""
    instance = newest_facts(session, tenant)
    names = names_of(instance)
    every = [_event(r) for r in revisions.newest(session, tenant).values()]
    mine: dict[str, list[FeedEvent]] = {doctor: [] for doctor in names}
    for event in every:
        mine.setdefault(event.doctor, []).append(event)
    changed: list[tuple[str, str]] = []
    for doctor, events in sorted(mine.items()):
        name = names.get(doctor) or _last_name_told(events)
        for variant in (Variant.OWN, Variant.FAMILY):
            changed += _put(session, tenant, variant, doctor, events, name, now)
    changed += _put(session, tenant, Variant.WHOLE, WHOLE, every, instance.unit or instance.municipality, now)
    return tuple(changed)


def _last_name_told(events: Sequence[FeedEvent]) -> str:
    """The name of one who is in the workbook no more, as the newest duty has it."""
    return max(events, key=lambda e: (e.made_at, e.start)).content.name


def _put(
    session: "Session",
    tenant: str,
    variant: Variant,
    doctor: str,
    events: Sequence[FeedEvent],
    name: str,
    now: datetime,
) -> list[tuple[str, str]]:
    body = render(events, variant, name, now)
    stale = stale_at(events, now)
    new = rendered.put(session, tenant, variant.value, doctor, body, now, stale)
    return [(variant.value, doctor)] if new else []


def _event(revision: Revision) -> FeedEvent:
    return FeedEvent(**{**vars(revision), "content": Content(**revision.content)})
