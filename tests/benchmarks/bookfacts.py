"""What the Java side needs of a book: levels and weights of the parts, and the numbers of the rules."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from vaktplan.domain.clock import DAY, midnight
from vaktplan.domain.instance import Instance
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book, weekends_of
from vaktplan.rulebook.norms import Dated

from .numbered import Numbered

LEVELS = {r.Tier.COVER: 1, r.Tier.LAW: 2, r.Tier.STABILITY: 3, r.Tier.PEOPLE: 4}


class Unknown(ValueError):
    """The Java side does not know something that the instance has."""


def number(instance: Instance, value: Dated) -> int:
    """A number that stands still in the period."""
    if value.at(instance.period.first) != value.at(instance.period.last):
        raise Unknown("a number that changes within the period")
    return value.whole(instance.period.first)


def book_facts(instance: Instance, book: Book) -> dict[str, Any]:
    """The parts of every rule with level and weight, the numbers, and what they are counted over."""
    parts = {f"{rule.id}.{part}": _level(rule.term(part)) for rule in book.each() for part in rule.parts}
    cap, share, numbered = book.get(r.DutyCap), book.get(r.SpecialistShare), Numbered(instance)
    weekends = sorted({(w - instance.period.first).days for s in instance.shifts for w in weekends_of(s)})
    return {
        "parts": parts,
        "numbers": dict(_numbers(instance, book)),
        "caps": [{"kind": c.kind, "days": c.days, "most": number(instance, c.max)} for c in cap.caps]
        if cap
        else [],
        "days": len(instance.period.days),
        "weekends": weekends,
        "weeks": [_week(numbered, monday) for monday in _mondays(instance)],
        "kinds": [k.value for k in share.kinds] if share else [],
        "blocks": _blocks(instance),
    }


def _numbers(instance: Instance, book: Book) -> Iterator[tuple[str, int]]:
    get = book.get
    yield "monday", -instance.period.first.weekday()
    yield "backup.cap", book[r.Backup].cap
    yield "daily-rest.home_minutes", 60 * number(instance, book[r.DailyRest].home_hours)
    if night := get(r.RestAfterNight):
        yield "rest-after-night.before_minutes", 60 * number(instance, night.before_hours)
    if run := get(r.NightRun):
        yield "night-run.max", number(instance, run.max_nights)
        yield "night-run.on_site_only", int(run.on_site_only)
    if weekend := get(r.WeekendCap):
        yield "weekend-cap.max", number(instance, weekend.max_weekends)
        yield "weekend-cap.weeks", weekend.weeks
        yield "weekend-cap.on_site_only", int(weekend.on_site_only)
        yield "weekend-cap.out_of_hours_only", int(weekend.out_of_hours_only)
    if spacing := get(r.Spacing):
        yield "spacing.days", spacing.days
        yield "spacing.on_site_only", int(spacing.on_site_only)
        yield "spacing.out_of_hours_only", int(spacing.out_of_hours_only)
    if work := get(r.RunLength):
        yield "run-length.max", number(instance, work.max_days)
        yield "run-length.on_site_only", int(work.on_site_only)
        if work.min_days > 1:
            raise Unknown("a least number of days in a row")
    if trainee := get(r.TraineeProgress):
        yield "trainee-progress.days", trainee.days
        yield "trainee-progress.most_together", trainee.most_together
    if hours := get(r.WorkingHours):
        earliest = min((p.date for p in instance.history), default=instance.period.first)
        since = (earliest - instance.period.first).days
        yield "working-hours.first_week", (since + instance.period.first.weekday()) // 7
        yield "working-hours.sfs_minutes", 60 * number(instance, hours.sfs_hours)
        yield "working-hours.aml_minutes", 60 * number(instance, hours.aml_hours)
        yield "working-hours.home_divisor", number(instance, hours.home_divisor)
        yield "working-hours.weeks", hours.weeks
    yield from _service_numbers(instance, book)


def _service_numbers(instance: Instance, book: Book) -> Iterator[tuple[str, int]]:
    """The numbers of the rules of employed doctors, wards and municipalities."""
    if week := book.get(r.WeeklyRest):
        yield "weekly-rest.home_counts", int(week.home_counts)
    if own := book.get(r.OwnFirst):
        yield "own-first.home_divisor", own.home_divisor.whole(instance.period.first)
    if share := book.get(r.SpecialistShare):
        yield "specialist-share.percent", share.percent.whole(instance.period.first)
    if block := book.get(r.WeekendBlock):
        yield "weekend-block.together", int(block.mode == "together")
    if homes := book.get(r.HomeShare):
        yield "home-share.tolerance_percent", homes.tolerance_percent


def _mondays(instance: Instance) -> list[date]:
    """The Monday of every week with a date in the period."""
    first, last = instance.period.first, instance.period.last
    monday = first - first.weekday() * DAY
    return [monday + 7 * k * DAY for k in range((last - monday).days // 7 + 1)]


def _week(numbered: Numbered, monday: date) -> list[int]:
    """A week: its Monday, and the minutes at which it begins and ends."""
    begins, ends = midnight(monday), midnight(monday + 7 * DAY)
    return [numbered.day(monday), numbered.minute(begins), numbered.minute(ends)]


def _blocks(instance: Instance) -> dict[str, int]:
    """The most places of any shift type of each block."""
    found: dict[str, int] = {}
    for kind in instance.shift_types:
        if kind.block:
            found[kind.block] = max(found.get(kind.block, 0), kind.places)
    return found


def _level(term: r.Term) -> list[int]:
    return [0, 1] if term.tier is None else [LEVELS[term.tier], term.weight]
