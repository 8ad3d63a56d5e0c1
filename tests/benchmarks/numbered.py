"""Dates and instants of an instance as whole numbers, as the Java side counts them."""

from datetime import date, datetime

from vaktplan.domain.clock import at, minutes
from vaktplan.domain.instance import Instance


class Numbered:
    """Days from the first of the period (past ones negative), minutes from its beginning, weeks from its first."""

    def __init__(self, instance: Instance) -> None:
        self.first = instance.period.first
        self._opens = at(self.first, instance.practice_start.replace(hour=0, minute=0))

    def day(self, day: date) -> int:
        """The number of a date."""
        return (day - self.first).days

    def minute(self, instant: datetime) -> int:
        """Real minutes since the period began."""
        return minutes(self._opens, instant)

    def week(self, day: date) -> int:
        """The number of the week that a date lies in."""
        return (self.day(day) - self.monday) // 7

    @property
    def monday(self) -> int:
        """The day on which the first week begins."""
        return -self.first.weekday()
