"""The paper of an application, section by section."""

from collections.abc import Iterator

from vaktplan.export import words
from vaktplan.i18n import _
from vaktplan.verify.checks.exemption import SCOPES
from vaktplan.verify.words import dates
from vaktplan.whatif.changes import AnyChange, Grant

from .case import Case
from .drafts import assumed, drafts
from .facts import facts, tried
from .law import basis, is_right
from .paper import Block, Bullets, Heading, Paper, Text


def compose(case: Case) -> Paper:
    """The whole paper."""
    title = _("Saksframlegg: fritak fra legevakt")
    return Paper(
        title, (*_asked(case), *basis(case), *facts(case), *tried(case), *assumed(case), *drafts(case))
    )


def _asked(case: Case) -> Iterator[Block]:
    """What is asked: who, what, when; never why."""
    yield Text(
        _("{sted}. Laget {tid}. Saksnummer: {sak}.").format(
            sted=words.where(case.instance), tid=words.moment(case.made_at), sak=case.reference or "____"
        )
    )
    yield Heading(_("1. Hva saken gjelder"))
    yield Bullets(tuple(_application(case, change) for change in case.comparison.scenario.changes))
    if is_right(case):
        yield Text(_("Vilkåret for retten er dokumentert i saksmappen og gjengis ikke her."))
    else:
        yield Text(_("Grunnen for søknaden ligger i saksmappen og gjengis ikke her."))


def _application(case: Case, change: AnyChange) -> str:
    """One change as it is asked for."""
    if not isinstance(change, Grant):
        return change.title(case.instance)
    return _("{lege} søker om fritak: {omfang}, {datoer}").format(
        lege=case.instance.doctor_by_id[change.doctor].name,
        omfang=_(SCOPES[change.scope]),
        datoer=dates(change.first, change.last),
    )
