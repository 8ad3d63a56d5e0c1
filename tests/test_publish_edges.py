"""The edges of publishing: names too long, the same phone, a folder that is a file, a period that is not over."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.publishing import BY, NOW, ROTA, SMAVIK, exchanged, pairs, published, write_rota
from vaktplan.app import publishing
from vaktplan.app.feeds import list_feeds, new_feed, renew
from vaktplan.errors import UsageError
from vaktplan.store.database import Database
from vaktplan.store.publications import Published
from vaktplan.store.reading import fetched
from vaktplan.store.schema import PublicationRow

AFTER = NOW + timedelta(days=70)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database with the example published."""
    path = str(tmp_path / "vaktplan.db")
    published(path, ROTA, phone="116117")
    return path


def versions(database: str) -> int:
    """How many publications are stored."""
    with Database(database).reading() as session:
        return len(session.scalars(select(PublicationRow)).all())


def changed(tmp_path: Path) -> Path:
    """The example's rota with one night handed over."""
    doctor, shift = next(p for p in sorted(pairs()) if "natt" in p[1])
    other = next(d for d, s in sorted(pairs()) if d != doctor and (d, shift) not in pairs())
    return write_rota(tmp_path / "ny.xlsx", exchanged(pairs(), shift, doctor, other))


def test_the_phone_it_has_already_is_no_new_version(database: str) -> None:
    assert published(database, ROTA, phone="116117").status == "unchanged"
    assert published(database, ROTA, phone="22334455").version == 2


def test_a_signature_names_somebody_and_gives_a_reason(database: str, tmp_path: Path) -> None:
    rota = changed(tmp_path)
    for signer, reason in ((" ", " "), ("Kari", "  "), (" ", "bytte")):
        try:
            assert published(database, rota, signer=signer, reason=reason, freeze_days=60).status == "refused"
        except UsageError as error:
            assert "--sign og --reason hører sammen" in str(error)
    with pytest.raises(UsageError, match="høyst 1000 tegn"):
        published(database, rota, signer="Kari", reason="x" * 1001)
    assert versions(database) == 1


def test_a_long_name_is_kept_as_far_as_it_fits(database: str, tmp_path: Path) -> None:
    made = published(database, changed(tmp_path), by="Å" * 300, signer="Kari", reason="bytte")
    with Database(database).reading() as session:
        row = session.scalars(select(PublicationRow).where(PublicationRow.version == made.version)).one()
    assert row.made_by == made.made_by == "Å" * 200


def test_a_folder_that_cannot_be_made_stops_it_before_anything_is_stored(
    database: str, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("")
    wish = replace(BY, signer="Kari", reason="bytte")
    with pytest.raises(OSError, match="fil"):
        publishing.publish(SMAVIK, changed(tmp_path), database, wish, made_at=NOW, output=tmp_path / "fil")
    assert versions(database) == 1


def test_what_is_not_over_is_not_worked(database: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"perioden er ikke over før mandag 1\. feb\."):
        published(database, ROTA, worked=True)
    assert published(database, ROTA, worked=True, at=AFTER).status == "worked"


def test_a_period_that_was_published_in_between_and_overlaps_is_seen(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at once: the other one's period comes after this one has looked and before it writes."""
    look = publishing._standing

    def interrupted(
        db: Database, asked: publishing.Asked
    ) -> tuple[tuple[tuple[date, date], ...], Published | None]:
        seen = look(db, asked)
        with db.writing() as session:
            row = session.scalars(select(PublicationRow)).one()
            longer = {
                c.name: getattr(row, c.name) for c in PublicationRow.__table__.columns if c.name != "id"
            }
            session.add(PublicationRow(**{**longer, "last": date(2027, 2, 14)}))
        return seen

    monkeypatch.setattr(publishing, "_standing", interrupted)
    with pytest.raises(UsageError, match="overlapper en som er publisert"):
        published(database, changed(tmp_path), signer="Kari", reason="bytte")
    assert versions(database) == 2


def test_an_old_duty_that_falls_out_is_no_change_to_be_seen(database: str) -> None:
    new_feed(database, "", "ingrid", "own", base_url="", by="Siv", at=NOW)
    db = Database(database)
    fetched(db.engine, [(1, NOW + timedelta(hours=1), "x" * 64)])
    late = NOW + timedelta(days=150)
    assert renew(db, late) > 0
    assert list_feeds(database, "", unseen=True, now=late + timedelta(days=3)) == ()


def test_one_who_never_fetched_is_named_though_old_duties_fall_out_every_day(database: str) -> None:
    new_feed(database, "", "", "whole", base_url="", by="Siv", at=NOW)
    db = Database(database)
    late = NOW + timedelta(days=130)
    assert renew(db, late) > 0
    assert len(list_feeds(database, "", unseen=True, now=late + timedelta(hours=1))) == 1
