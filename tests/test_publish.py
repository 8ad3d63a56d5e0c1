"""Publishing as a coordinator meets it: what is refused, what is signed, what changes in the calendars."""

from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from sqlalchemy import select

from tests.publishing import NOW, ROTA, SMAVIK, exchanged, pairs, published, write_rota
from vaktplan.app.feeds import list_feeds, new_feed, renew, revoke_feed, rotate_feed
from vaktplan.app.published import Overtaken
from vaktplan.cli.main import main
from vaktplan.errors import UsageError
from vaktplan.store.database import Database
from vaktplan.store.migrations import upgrade
from vaktplan.store.reading import calendar
from vaktplan.store.schema import PublicationRow


@pytest.fixture
def database(tmp_path: Path) -> str:
    """An empty database."""
    path = str(tmp_path / "vaktplan.db")
    upgrade(Database(path))
    return path


def feed(database: str, token_url: str) -> bytes:
    """What an address answers."""
    token = token_url.rsplit("/", 1)[1].removesuffix(".ics")
    with Database(database).reading() as session:
        found = calendar(session, token)
    return b"" if found is None else found.body


def events(body: bytes) -> dict[str, icalendar.Event]:
    """The duties of a calendar, by uid."""
    found = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return {str(e["UID"]): e for e in found if isinstance(e, icalendar.Event)}


def address(database: str, doctor: str, variant: str = "own") -> str:
    """A new subscription's address."""
    return new_feed(database, "", doctor, variant, base_url="", by="Siv", at=NOW).url


def handover() -> tuple[str, str, str]:
    """A shift, who has it, and another who can be given it on paper."""
    shift = next(
        s for _d, s in sorted(pairs(), key=lambda p: p[1]) if s.startswith("2027-01-1") and "natt" in s
    )
    old = next(d for d, s in pairs() if s == shift)
    busy = {d for d, s in pairs() if s[:10] == shift[:10]}
    new = next(d for d in ("ingrid", "marte", "silje", "erik", "jonas") if d not in busy and d != old)
    return shift, old, new


def test_a_changed_duty_is_cancelled_for_one_and_new_for_the_other(database: str, tmp_path: Path) -> None:
    assert published(database, ROTA).status == "published"
    shift, old, new = handover()
    mine, theirs = address(database, old), address(database, new)
    before = events(feed(database, mine))
    later = NOW + timedelta(days=1)
    rota = write_rota(tmp_path / "ny.xlsx", exchanged(pairs(), shift, old, new))
    made = published(database, rota, at=later, signer="Kari Overlege", reason="bytte")
    assert (made.status, made.version) == ("published", 2)
    assert set(made.concerned) == {old, new}
    after = events(feed(database, mine))
    [gone] = [u for u, e in after.items() if e["STATUS"] == "CANCELLED"]
    assert after[gone]["SEQUENCE"] == before[gone]["SEQUENCE"] + 1
    assert after[gone]["DTSTAMP"].dt == later
    assert set(after) == set(before)
    assert all(after[u]["SEQUENCE"] >= before[u]["SEQUENCE"] for u in before)
    came = events(feed(database, theirs))
    assert [
        e
        for e in came.values()
        if e["DTSTART"].dt == before[gone]["DTSTART"].dt and e["STATUS"] == "CONFIRMED"
    ]


def test_a_duty_that_comes_back_has_its_uid_and_a_higher_sequence(database: str, tmp_path: Path) -> None:
    published(database, ROTA)
    shift, old, new = handover()
    mine = address(database, old)
    before = events(feed(database, mine))
    rota = write_rota(tmp_path / "ny.xlsx", exchanged(pairs(), shift, old, new))
    published(database, rota, at=NOW + timedelta(days=1), signer="Kari", reason="bytte")
    published(database, ROTA, at=NOW + timedelta(days=2), signer="Kari", reason="tilbake")
    after = events(feed(database, mine))
    back = [u for u in after if after[u]["SEQUENCE"] == 2]
    assert back and all(after[u]["STATUS"] == "CONFIRMED" for u in back)
    assert set(after) == set(before)


def test_an_unchanged_roster_is_no_new_version_and_the_same_bytes(database: str) -> None:
    published(database, ROTA)
    mine = address(database, "ingrid")
    before = feed(database, mine)
    again = published(database, ROTA, at=NOW + timedelta(days=3))
    assert (again.status, again.version) == ("unchanged", 1)
    assert feed(database, mine) == before
    assert renew(Database(database), NOW + timedelta(days=3)) == 0


def test_only_those_whose_calendar_changed_get_new_bytes(database: str, tmp_path: Path) -> None:
    published(database, ROTA)
    shift, old, new = handover()
    bystanders = {d: address(database, d) for d, _s in pairs() if d not in (old, new)}
    before = {d: events(feed(database, a)) for d, a in bystanders.items()}
    rota = write_rota(tmp_path / "ny.xlsx", exchanged(pairs(), shift, old, new))
    published(database, rota, at=NOW + timedelta(days=1), signer="Kari", reason="bytte")
    for doctor, url in bystanders.items():
        now = events(feed(database, url))
        for uid, event in now.items():
            same = event["DESCRIPTION"] == before[doctor][uid]["DESCRIPTION"]
            assert same == (event["SEQUENCE"] == before[doctor][uid]["SEQUENCE"])


def test_a_cancelled_duty_drops_out_with_time_alone(database: str, tmp_path: Path) -> None:
    published(database, ROTA)
    shift, old, new = handover()
    mine = address(database, old)
    rota = write_rota(tmp_path / "ny.xlsx", exchanged(pairs(), shift, old, new))
    published(database, rota, at=NOW + timedelta(days=1), signer="Kari", reason="bytte")
    db = Database(database)
    assert renew(db, NOW + timedelta(days=14)) == 0
    assert b"CANCELLED" in feed(database, mine)
    assert renew(db, NOW + timedelta(days=15, seconds=1)) > 0
    assert b"CANCELLED" not in feed(database, mine)


def test_an_open_place_is_published_only_when_someone_stands_for_it(database: str, tmp_path: Path) -> None:
    shift, old, _new = handover()
    rota = write_rota(tmp_path / "hull.xlsx", pairs() - {(old, shift)})
    refused = published(database, rota)
    assert (refused.status, [o.kind for o in refused.objections]) == ("refused", ["open-place"])
    signed = published(database, rota, signer="Kari Overlege", reason="vikar er på vei")
    assert (signed.status, signed.signed_by) == ("published", "Kari Overlege")


def test_a_hard_breach_is_published_only_when_someone_stands_for_it(database: str, tmp_path: Path) -> None:
    shift, old, _new = handover()
    rota = write_rota(tmp_path / "brudd.xlsx", exchanged(pairs(), shift, old, "nora"))
    refused = published(database, rota)
    assert refused.status == "refused"
    assert "breach" in {o.kind for o in refused.objections}


def test_what_begins_soon_is_changed_only_with_a_signature(database: str, tmp_path: Path) -> None:
    published(database, ROTA)
    shift, old, new = handover()
    rota = write_rota(tmp_path / "ny.xlsx", exchanged(pairs(), shift, old, new))
    soon = NOW + timedelta(days=35)
    refused = published(database, rota, at=soon, freeze_days=14)
    assert "frozen" in {o.kind for o in refused.objections}
    assert "frozen" not in {o.kind for o in published(database, rota, at=NOW, dry_run=True).objections}


def test_two_publish_at_once_and_the_second_sees_the_difference(database: str, tmp_path: Path) -> None:
    published(database, ROTA)
    shift, old, new = handover()
    rota = write_rota(tmp_path / "ny.xlsx", exchanged(pairs(), shift, old, new))
    published(database, rota, signer="Kari", reason="bytte", by="Anne")
    other = write_rota(tmp_path / "annen.xlsx", pairs() - {(old, shift)})
    with pytest.raises(Overtaken, match="Anne publiserte versjon 2"):
        published(database, other, signer="Per", reason="syk", expected=1)
    assert published(database, rota, dry_run=True).status == "unchanged"


def test_a_period_that_overlaps_another_is_refused(database: str) -> None:
    published(database, ROTA)
    with Database(database).writing() as session:
        row = session.scalars(select(PublicationRow)).one()
        longer = {c.name: getattr(row, c.name) for c in PublicationRow.__table__.columns if c.name != "id"}
        session.add(PublicationRow(**{**longer, "last": date(2027, 2, 14)}))
    with pytest.raises(UsageError, match=r"overlapper en som er publisert: 01\.01\.2027–14\.02\.2027"):
        published(database, ROTA)


def test_the_first_publication_makes_the_database(tmp_path: Path) -> None:
    path = tmp_path / "ny.db"
    assert published(str(path), ROTA, dry_run=True).status == "would-publish"
    assert not path.exists()
    assert published(str(path), ROTA).status == "published"
    assert published(str(path), ROTA).status == "unchanged"


def test_a_dry_run_keeps_nothing(database: str) -> None:
    assert published(database, ROTA, dry_run=True).status == "would-publish"
    with pytest.raises(UsageError, match="ingen plan er publisert ennå"):
        address(database, "ingrid")


def test_the_worked_roster_is_a_version_of_its_own(database: str, tmp_path: Path) -> None:
    published(database, ROTA)
    shift, old, _new = handover()
    rota = write_rota(tmp_path / "gått.xlsx", pairs() - {(old, shift)})
    made = published(database, rota, at=NOW + timedelta(days=70), worked=True)
    assert (made.status, made.version) == ("worked", 2)


def test_a_rotated_or_revoked_address_is_dead(database: str) -> None:
    published(database, ROTA)
    first = address(database, "ingrid")
    second = rotate_feed(database, "", 1, base_url="https://vakt.example.no/", by="Siv", at=NOW)
    assert feed(database, first) == b""
    assert second.url.startswith("https://vakt.example.no/kalender/")
    assert second.webcal == "webcal://" + second.url.removeprefix("https://")
    assert feed(database, second.url)
    revoke_feed(database, "", 2, by="Siv", at=NOW)
    assert feed(database, second.url) == b""
    assert list_feeds(database, "", unseen=False, now=NOW) == ()
    with pytest.raises(UsageError, match="levende abonnement 2"):
        revoke_feed(database, "", 2, by="Siv", at=NOW)


def test_whose_phone_has_not_fetched_a_change_is_named(database: str) -> None:
    from vaktplan.store.reading import fetched

    published(database, ROTA)
    address(database, "ingrid")
    assert list_feeds(database, "", unseen=True, now=NOW + timedelta(hours=47)) == ()
    [late] = list_feeds(database, "", unseen=True, now=NOW + timedelta(hours=49))
    assert late.name == "Ingrid Moen"
    db = Database(database)
    body = calendar_of(database)
    with db.writing() as session:
        fetched(session, [(1, NOW + timedelta(hours=50), body)])
    assert list_feeds(database, "", unseen=True, now=NOW + timedelta(hours=60)) == ()


def calendar_of(database: str) -> str:
    """The etag of Ingrid's own calendar."""
    from vaktplan.store.schema import FeedRow

    with Database(database).reading() as session:
        return session.get_one(FeedRow, ("smavik", "own", "ingrid")).etag


def test_an_unknown_doctor_gets_the_nearest_name(database: str) -> None:
    published(database, ROTA)
    with pytest.raises(UsageError, match=r"Ingrid Moen|ingrid"):
        address(database, "Ingrd")


def test_the_command_says_what_stands_and_ends_with_four(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shift, old, _new = handover()
    rota = write_rota(tmp_path / "hull.xlsx", pairs() - {(old, shift)})
    line = ["publish", str(SMAVIK), "--roster", str(rota), "--db", database, "--by", "Siv"]
    assert main(line) == 4
    told = capsys.readouterr().out
    assert "Ikke publisert" in told and "--sign NAVN" in told
    assert main([*line, "--sign", "Kari", "--reason", "vikar kommer"]) == 0
    told = capsys.readouterr().out
    assert "Kari står for dette." in told
    assert max(map(len, told.splitlines())) <= 80
    assert main([*line, "--sign", "Kari"]) == 2


def test_the_texts_to_send_hold_own_rows_only(database: str, tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.publishing import BY
    from vaktplan.app.publishing import publish

    published(database, ROTA)
    shift, old, new = handover()
    rota = write_rota(tmp_path / "ny.xlsx", exchanged(pairs(), shift, old, new))
    wish = replace(BY, signer="Kari", reason="HEMMELIG-GRUNN")
    folder = tmp_path / "ut"
    made = publish(SMAVIK, rota, database, wish, made_at=NOW + timedelta(days=1), output=folder)
    assert sorted(Path(f).name for f in made.files) == sorted(
        ["endringer.txt", f"endringer-{old}.txt", f"endringer-{new}.txt"]
    )
    texts = {p.name: p.read_text("utf-8") for p in folder.iterdir()}
    assert not any("HEMMELIG-GRUNN" in t for t in texts.values())
    assert "Nye vakter:" in texts[f"endringer-{new}.txt"]
    assert "Ikke lenger" not in texts[f"endringer-{new}.txt"]
    assert "Ikke lenger dine vakter:" in texts[f"endringer-{old}.txt"]
