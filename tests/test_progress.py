"""What is shown while a roster is sought: a line a second, in 80 columns, and nothing lost at the end."""

import re
import signal
import sys
import time

import pytest

from vaktplan.cli.progress import Progress
from vaktplan.domain.roster import Roster
from vaktplan.solve.outcome import Outcome, Status
from vaktplan.solve.outcome import Progress as Moment


def rows(err: str) -> list[list[str]]:
    """The lines under the heading, in columns."""
    return [re.split(r" {2,}", line.strip()) for line in err.splitlines()[1:]]


def test_one_line_with_seconds_tier_cost_bound_and_gap(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    progress(Moment(12.4, "people", 1759, 1708))
    progress.done()
    err = capsys.readouterr().err
    assert err.splitlines()[0].split() == ["tid", "trinn", "kostnad", "nedre", "grense", "avstand"]
    assert rows(err) == [["12 s", "fordeling og ønsker", "1 759", "1 708", "2,9 %"]]


def test_before_the_first_roster_and_when_proven(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(every=3600)
    progress(Moment(1, "cover", None, 0))
    progress(Moment(2, "law-soft", 0, 0))
    progress.done()
    found = {row[1]: row[2:] for row in rows(capsys.readouterr().err)}
    assert found["bemanning"] == ["–", "0", "–"]
    assert found["hensyn i lov og avtale"] == ["0", "0", "bevist"]


def test_however_much_is_said_few_lines_come_and_the_last_is_among_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress, began = Progress(every=0.1), time.monotonic()
    for n in range(3000):
        progress(Moment(n / 1000, "people", 5000 - n, n // 10))
        time.sleep(0.0002)
    progress.done()
    took = time.monotonic() - began
    found = rows(capsys.readouterr().err)
    assert 2 < len(found) <= took / 0.1 + 2
    assert found[-1][2:4] == ["2 001", "299"]


def test_what_says_nothing_new_is_not_said_twice(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(every=0.01)
    for n in range(20):
        progress(Moment(float(n), "people", 10, 5))
        time.sleep(0.01)
    progress.done()
    assert len(rows(capsys.readouterr().err)) == 1


def test_every_line_fits_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(every=3600)
    for tier in ("cover", "law-soft", "stability", "people", "a tier with a name that nobody could foresee"):
        progress(Moment(86400.0, tier, 123_456_789, 0))
    progress.done()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 6 and max(map(len, lines)) <= 79


def test_each_month_of_a_year_begins_anew(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    for _month in range(2):
        progress(Moment(1.0, "people", 10, 5))
        progress.done()
    err = capsys.readouterr().err
    assert err.count("avstand") == 2 and err.count("50,0 %") == 2


def test_on_a_terminal_the_line_is_redrawn_with_the_seconds_running(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress(every=0.05)
    progress(Moment(0.0, "cover", 3, 0))
    time.sleep(1.3)
    progress(Moment(1.3, "people", 9, 9))
    progress.done()
    err = capsys.readouterr().err
    assert "\r\x1b[K     1 s  bemanning" in err  # nobody said so: the clock did
    assert re.search(r"100,0 %\n +1 s  fordeling og ønsker .* bevist\n$", err)


def test_silence_without_anything_said(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    progress.solved(Outcome(Status.PROVEN, Roster(), (), 1.0, 0))
    progress.done()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("roster", "said"), [(Roster(), 1), (None, 0)])
def test_stopped_with_a_roster_says_that_it_is_being_written(
    roster: Roster | None, said: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    progress = Progress(every=3600)
    progress(Moment(1.0, "people", 10, 5))
    progress.solved(Outcome(Status.FEASIBLE, roster, (), 1.0, 0, interrupted=True))
    assert signal.getsignal(signal.SIGTERM) != before
    signal.raise_signal(signal.SIGTERM)
    assert progress.stopped
    progress.done()
    assert signal.getsignal(signal.SIGTERM) == before
    err = capsys.readouterr().err
    assert err.count("Avbrutt. Skriver den beste planen så langt …") == said
    assert "fordeling og ønsker" in err


def test_nobody_reading_any_more_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object, **_more: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("click.echo", gone)
    progress = Progress(every=0.01)
    progress(Moment(1.0, "people", 10, 5))
    time.sleep(0.05)
    progress(Moment(2.0, "people", 9, 5))
    progress.done()
