"""The edges of publishing: names too long, the same phone, a folder that is a file, a period that is not over."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests.publishing import BY, NOW, ROTA, SMAVIK, exchanged, pairs, published, write_rota
from vaktplan.app import publishing
from vaktplan.app.feeds import list_feeds, new_feed, renew
from vaktplan.errors import UsageError
from vaktplan.store.database import Database
from vaktplan.store.publications import Published
from vaktplan.store.reading import fetched
from vaktplan.store.schema import PublicationRow

LATER_TYPE, LATER = "hverdag", ("D2", time(16, 0))
NO_SATURDAY_NIGHTS = ("F4", "rød dag")
SATURDAY = 5
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
    with db.writing() as session:
        fetched(session, [(1, NOW + timedelta(hours=1), "x" * 64)])
    late = NOW + timedelta(days=150)
    assert renew(db, late) > 0
    assert list_feeds(database, "", unseen=True, now=late + timedelta(days=3)) == ()


def test_one_who_never_fetched_is_named_though_old_duties_fall_out_every_day(database: str) -> None:
    new_feed(database, "", "", "whole", base_url="", by="Siv", at=NOW)
    db = Database(database)
    late = NOW + timedelta(days=130)
    assert renew(db, late) > 0
    assert len(list_feeds(database, "", unseen=True, now=late + timedelta(hours=1))) == 1


def workbook(path: Path, cell: str, value: object) -> Path:
    """The example's workbook with another value in a cell of Vakttyper."""
    book = load_workbook(SMAVIK / "workbook.xlsx")
    assert book["Vakttyper"][cell].value != value
    book["Vakttyper"][cell] = value
    book.save(path)
    return path


def test_other_hours_are_told_and_need_a_signature_when_soon(database: str, tmp_path: Path) -> None:
    later = workbook(tmp_path / "ny.xlsx", *LATER)
    tried = publishing.publish(later, ROTA, database, replace(BY, dry_run=True, freeze_days=60), made_at=NOW)
    assert tried.changes == ()
    held = {s for _d, s in pairs() if s.endswith(f":{LATER_TYPE}")}
    assert {m.was.id for m in tried.moves} == held
    assert {d for m in tried.moves for d in m.doctors} == {d for d, s in pairs() if s in held}
    assert sum(o.kind == "frozen" for o in tried.objections) == len(held)
    wish = replace(BY, signer="Kari", reason="ny åpningstid")
    made = publishing.publish(later, ROTA, database, wish, made_at=NOW, output=tmp_path / "ut")
    texts = {p.name: p.read_text("utf-8") for p in (tmp_path / "ut").iterdir()}
    assert set(texts) == {"endringer.txt", *(f"endringer-{d}.txt" for d in made.concerned)}
    assert all("Vakter med ny tid:" in t and "kl. 16.00" in t for n, t in texts.items() if "-" in n)
    assert "ny tid: " in texts["endringer.txt"]


def test_hours_far_ahead_change_without_a_signature(database: str, tmp_path: Path) -> None:
    later = workbook(tmp_path / "ny.xlsx", *LATER)
    tried = publishing.publish(later, ROTA, database, replace(BY, dry_run=True, freeze_days=7), made_at=NOW)
    assert tried.moves
    assert not [o for o in tried.objections if o.kind == "frozen"]


def test_a_shift_that_is_there_no_more_is_told_to_whom_it_was(database: str, tmp_path: Path) -> None:
    fewer = workbook(tmp_path / "ny.xlsx", *NO_SATURDAY_NIGHTS)
    gone = {
        s for _d, s in pairs() if s.endswith(":natt") and date.fromisoformat(s[:10]).weekday() == SATURDAY
    }
    rota = write_rota(tmp_path / "plan.xlsx", {p for p in pairs() if p[1] not in gone})
    wish = replace(BY, signer="Kari", reason="natten tas av naboen", freeze_days=60)
    made = publishing.publish(fewer, rota, database, wish, made_at=NOW, output=tmp_path / "ut")
    assert {m.was.id for m in made.moves if m.now is None} == gone
    assert set(made.concerned) == {d for d, s in pairs() if s in gone}
    assert sum(o.kind == "frozen" for o in made.objections) == sum(s < "2027-01-30" for s in gone)
    texts = [p.read_text("utf-8") for p in (tmp_path / "ut").glob("endringer-*.txt")]
    assert texts and all("Ikke lenger dine vakter:" in t for t in texts)
