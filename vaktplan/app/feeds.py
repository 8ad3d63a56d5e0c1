"""Subscriptions: who may read a calendar, told once, followed, replaced and ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vaktplan.errors import UsageError
from vaktplan.export.feed import Variant
from vaktplan.i18n import _
from vaktplan.text import did_you_mean
from vaktplan.whatif.naming import doctor_named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from vaktplan.store.database import Database
    from vaktplan.store.subscriptions import Subscription

WALL = "wall"
VARIANTS = (*(v.value for v in Variant), WALL)
OF_A_DOCTOR = (Variant.OWN.value, Variant.FAMILY.value)
UNSEEN_WITHIN = timedelta(hours=48)
LOCAL = "http://127.0.0.1:8080"


@dataclass(frozen=True)
class Address:
    """A new subscription with its secret addresses, which are told once."""

    subscription: int
    variant: str
    doctor: str
    name: str
    url: str  # what a calendar, or a browser for the wall, is given
    webcal: str  # the same for a click; empty for the wall
    guide: str  # the page that says how to subscribe; empty for the wall


@dataclass(frozen=True)
class Listed:
    """A subscription and whose it is."""

    name: str
    subscription: "Subscription"


def new_feed(
    database: str, municipality: str, doctor: str, variant: str, *, base_url: str, by: str, at: datetime
) -> Address:
    """Make a subscription. Raises UsageError for an unknown doctor or municipality."""
    from vaktplan.store import subscriptions, trail

    db = _open(database)
    with db.writing() as session:
        tenant = municipality_of(session, municipality)
        id, name = _whose(session, tenant, doctor, variant)
        number, token = subscriptions.new(session, tenant, variant, id, name, at, by)
        trail.append(session, tenant, at, by, "feed-new", f"{number} {id} {variant}".replace("  ", " "))
    return _address(number, variant, id, name, token, base_url)


def rotate_feed(
    database: str, municipality: str, number: int, *, base_url: str, by: str, at: datetime
) -> Address:
    """Replace a subscription's secret: the old address is dead at once. Raises UsageError when there is none."""
    from vaktplan.store import subscriptions, trail

    db = _open(database)
    with db.writing() as session:
        tenant = municipality_of(session, municipality)
        old = _living(session, tenant, number)
        subscriptions.end(session, tenant, number, at, "rotated")
        fresh, token = subscriptions.new(session, tenant, old.variant, old.doctor, old.label, at, by)
        trail.append(session, tenant, at, by, "feed-rotate", str(number), old=str(number), new=str(fresh))
    return _address(fresh, old.variant, old.doctor, old.label, token, base_url)


def revoke_feed(database: str, municipality: str, number: int, *, by: str, at: datetime) -> Listed:
    """End a subscription. Raises UsageError when there is none."""
    from vaktplan.store import subscriptions, trail

    db = _open(database)
    with db.writing() as session:
        tenant = municipality_of(session, municipality)
        old = _living(session, tenant, number)
        subscriptions.end(session, tenant, number, at, "revoked")
        trail.append(session, tenant, at, by, "feed-revoke", str(number))
    return Listed(old.label, old)


def list_feeds(database: str, municipality: str, *, unseen: bool, now: datetime) -> tuple[Listed, ...]:
    """The living subscriptions; `unseen`: those that have not fetched a change within 48 hours."""
    from vaktplan.store import subscriptions

    db = _open(database)
    with db.reading() as session:
        every = subscriptions.every(session, municipality_of(session, municipality))
    alive = [s for s in every if s.alive and (not unseen or s.unseen(now, UNSEEN_WITHIN))]
    return tuple(Listed(s.label, s) for s in alive)


def renew(db: "Database", now: datetime) -> int:
    """Render anew the feeds out of which a duty falls with time alone; how many got new bytes."""
    from vaktplan.store import rendered

    from . import feeding

    with db.reading() as session:
        due = {tenant for tenant, _variant, _doctor in rendered.stale(session, now)}
    if not due:
        return 0
    changed = 0
    with db.writing() as session:
        for tenant in sorted(due):
            changed += len(feeding.refresh(session, tenant, now))
    return changed


def municipality_of(session: "Session", named: str) -> str:
    """The short name of the municipality meant; the only one when none is named. Raises UsageError."""
    from vaktplan.store import publications

    from .publishing import short_name

    known = {t.id: t.name for t in publications.tenants(session)}
    if not known:
        raise UsageError(_("ingen plan er publisert ennå: begynn med «vaktplan publish»"))
    if named:
        if short_name(named) in known:
            return short_name(named)
        what = _("det er ingen plan for «{navn}» i databasen.").format(navn=named)
        raise UsageError(f"{what} {did_you_mean(named, known.values())}".strip())
    if len(known) > 1:
        raise UsageError(
            _("si hvilken kommune med --municipality: {navn}").format(navn=", ".join(known.values()))
        )
    return next(iter(known))


def _open(database: str) -> "Database":
    from vaktplan.store.database import Database

    return Database(database)


def _whose(session: "Session", tenant: str, doctor: str, variant: str) -> tuple[str, str]:
    """The id and the name of the doctor meant; of the unit for what is nobody's own."""
    from vaktplan.whatif.naming import unknown_doctor

    from .feeding import newest_facts

    instance = newest_facts(session, tenant)
    if variant not in OF_A_DOCTOR:
        if doctor:
            raise UsageError(_("--doctor hører til --variant own og family"))
        return "", instance.unit or instance.municipality
    if not doctor:
        raise UsageError(_("si hvem: --doctor LEGE (id eller navn)"))
    found = doctor_named(instance, doctor)
    if found is None:
        raise UsageError(unknown_doctor(instance, doctor, "--doctor").told())
    return found, instance.doctor_by_id[found].name


def _living(session: "Session", tenant: str, number: int) -> "Subscription":
    from vaktplan.store import subscriptions

    found = next((s for s in subscriptions.every(session, tenant) if s.id == number and s.alive), None)
    if found is None:
        raise UsageError(
            _("det finnes ikke noe levende abonnement {n}; se «vaktplan feed list»").format(n=number)
        )
    return found


def _address(number: int, variant: str, doctor: str, name: str, token: str, base_url: str) -> Address:
    base = (base_url or LOCAL).rstrip("/")
    if variant == WALL:
        return Address(number, variant, doctor, name, f"{base}/tavle/{token}", "", "")
    url = f"{base}/kalender/{token}.ics"
    webcal = "webcal://" + url.split("://", 1)[-1]
    return Address(number, variant, doctor, name, url, webcal, f"{base}/abonner/{token}")
