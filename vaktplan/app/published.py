"""Storing a publication and all that follows from it, in the one transaction of a session."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from vaktplan.answers.publishing import PublishAnswer
from vaktplan.errors import VaktplanError
from vaktplan.export.report import Audience, PlanReport
from vaktplan.export.view import View
from vaktplan.export.words import moment
from vaktplan.i18n import _
from vaktplan.store import publications, revisions, subscriptions, trail

from . import feeding
from .publishing import MOST_NAME, Asked, only_this_period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from vaktplan.store.publications import Published


class Overtaken(VaktplanError):
    """Someone published the same period in between; nothing was stored."""


def stored(session: "Session", asked: Asked, answer: PublishAnswer) -> PublishAnswer:
    """Publish; raises Overtaken when the newest version is not the one that the answer was compared with."""
    instance, at, wish = asked.instance, asked.made_at, asked.wish
    only_this_period(asked, publications.overlapping(session, asked.tenant, *_dates(asked)))
    tenant = publications.with_tenant(session, asked.tenant, instance.municipality, wish.phone, at)
    seen = answer.version if wish.expected is None else wish.expected
    _not_overtaken(publications.newest(session, asked.tenant, *_dates(asked)), seen)
    number = publications.add(
        session, _draft(asked, seen + 1), _signed(answer), answer.signed_by, wish.reason
    )
    view = View(_report(asked), Audience.WALL)
    new = feeding.revised(view, tenant.phone, revisions.newest(session, asked.tenant), at)
    revisions.add(session, asked.tenant, number, new)
    changed = feeding.refresh(session, asked.tenant, at)
    left = _end_left(session, asked)
    head = trail.append(
        session,
        asked.tenant,
        at,
        answer.made_by,
        "publish",
        "/".join(day.isoformat() for day in _dates(asked)),
        old=f"v{seen}" if seen else "",
        new=f"v{seen + 1} {wish.state}",
        reason=wish.reason if answer.objections else "",
    )
    return replace(answer, status=wish.state, version=seen + 1, feeds=len(changed), left=left, head=head.hash)


def _dates(asked: Asked) -> tuple[date, date]:
    return asked.instance.period.first, asked.instance.period.last


def _not_overtaken(newest: "Published | None", seen: int) -> None:
    version = 0 if newest is None else newest.version
    if newest is None or version == seen:
        return
    what = _(
        "{hvem} publiserte versjon {versjon} {tid}, etter at denne ble sammenlignet med versjon {sett}. "
        "Ingenting er lagret: kjør igjen og se forskjellen."
    ).format(hvem=newest.made_by, versjon=version, tid=moment(newest.made_at), sett=seen)
    raise Overtaken(what)


def _draft(asked: Asked, version: int) -> publications.Draft:
    first, last = _dates(asked)
    return publications.Draft(
        tenant=asked.tenant,
        first=first,
        last=last,
        version=version,
        state=asked.wish.state,
        instance=asked.kept,
        pairs=asked.roster.pairs,
        verdict=asked.verdict.model_dump_json(),
        hard=sum(not b.is_open_place for b in asked.verdict.hard),
        open=sum(n for _shift, n in asked.roster.open_places(asked.instance)),
        made_at=asked.made_at,
        made_by=asked.wish.by[:MOST_NAME],
    )


def _signed(answer: PublishAnswer) -> list[publications.Signed]:
    return [publications.Signed(o.kind, o.what) for o in answer.objections]


def _report(asked: Asked) -> PlanReport:
    return PlanReport(
        instance=asked.instance,
        roster=asked.roster,
        book=asked.book,
        verdict=asked.verdict,
        status="given",
        state="published",
        made_at=asked.made_at,
    )


def _end_left(session: "Session", asked: Asked) -> tuple[str, ...]:
    """End the subscriptions of doctors whom the newest period's workbook does not have; the doctors."""
    if publications.last_period(session, asked.tenant) != asked.instance.period.last:
        return ()
    known = asked.instance.doctor_by_id
    gone = [
        s
        for s in subscriptions.every(session, asked.tenant)
        if s.alive and s.doctor and s.doctor not in known
    ]
    for each in gone:
        subscriptions.end(session, asked.tenant, each.id, asked.made_at, "left")
        trail.append(
            session,
            asked.tenant,
            asked.made_at,
            asked.wish.by[:MOST_NAME],
            "feed-left",
            f"{each.id} {each.doctor}",
        )
    return tuple(sorted({s.doctor for s in gone}))
