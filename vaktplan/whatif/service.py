"""Changes of the service itself: another book, and nights shared with a neighbour."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from vaktplan.domain.instance import DayPlaces, Instance
from vaktplan.errors import Fault
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.verify.words import listed

from .change import Change


class OtherBook(Change):
    """The common book is another; whoever applies it loads that book (the municipalities' own stay)."""

    kind: Literal["book"] = "book"
    name: str

    def title(self, instance: Instance) -> str:
        """Which book."""
        return _("Regelbok: {navn}").format(navn=self.name)

    def apply(self, instance: Instance) -> Instance:
        """The instance that names the other book."""
        return instance.model_copy(update={"book": self.name})

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        if self.name == instance.book:
            what = _("planen følger alt regelboken «{navn}»").format(navn=self.name)
            yield Fault("name", what, _("skriv navnet på en annen"), "no-change")


class ShareNights(Change):
    """A neighbour takes so many per cent of the nights, and its doctors nothing else.

    Of the dates of each shift type named, evenly spread, so many ask for no doctor of ours. Which dates the two would
    agree on is not known here; the load that is left is. `night_types` names the types.
    """

    kind: Literal["share-nights"] = "share-nights"
    percent: int
    types: tuple[str, ...]

    def title(self, instance: Instance) -> str:
        """How many of which nights."""
        known = instance.type_by_id
        return _("Nabokommunen tar {tall} % av nettene ({vakter})").format(
            tall=self.percent, vakter=listed(known[t].name if t in known else t for t in self.types)
        )

    def apply(self, instance: Instance) -> Instance:
        """The instance in which some nights need nobody; locks on them fall."""
        gone = {s for t in self.types for s in self._theirs(instance, t)}
        kept = tuple(p for p in instance.day_places if (p.date, p.shift_type) not in gone)
        none = tuple(DayPlaces(date=day, shift_type=t, places=0) for day, t in sorted(gone))
        locks = tuple(
            k
            for k in instance.locks
            if (instance.shift_by_id[k.shift].date, instance.shift_by_id[k.shift].type.id) not in gone
        )
        return instance.model_copy(update={"day_places": (*kept, *none), "locks": locks})

    def _theirs(self, instance: Instance, type_id: str) -> list[tuple[date, str]]:
        """The dates of a type that are the neighbour's: so many per cent, evenly spread, the last of each stretch."""
        days = [s.date for s in instance.shifts if s.type.id == type_id and s.places]
        return [
            (day, type_id)
            for n, day in enumerate(days)
            if (n + 1) * self.percent // 100 > n * self.percent // 100
        ]

    def _faults(self, instance: Instance, book: Book) -> Iterator[Fault]:
        if not 1 <= self.percent <= 100:
            what = _("{tall} % kan ikke brukes her").format(tall=self.percent)
            hint = _("skriv et tall fra {minst} til {mest}").format(minst=1, mest=100)
            yield Fault("percent", what, hint, "out-of-range")
        nights = night_types(instance, book)
        for type_id in self.types:
            if type_id not in nights:
                what = _("«{vakttype}» er ingen nattevakt som skal dekkes").format(vakttype=type_id)
                hint = _("nattevaktene er: {vakttyper}").format(vakttyper=", ".join(nights) or "-")
                yield Fault("types", what, hint, "not-a-night")
        if not self.types:
            what = _("det er ikke sagt hvilke netter som deles")
            yield Fault("types", what, _("skriv vakttypene"), "missing")


def night_types(instance: Instance, book: Book) -> tuple[str, ...]:
    """The shift types of out-of-hours lines that must be filled and are night duty by the book, in order."""
    nights = {s.type.id for s in instance.shifts if s.wanted and s.line.out_of_hours and book.is_night(s)}
    return tuple(t.id for t in instance.shift_types if t.id in nights)
