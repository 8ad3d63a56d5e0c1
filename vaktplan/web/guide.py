"""The subscribe guide: one page for the owner of an address, for the phone in the hand and the computer at work."""

from vaktplan.i18n import _, use

from .answers import Answer
from .shown import page as shown
from .source import Subscriber


def page(who: Subscriber, token: str, base: str, lang: str) -> Answer:
    """The page. `base` is how the server is reached, without a slash at the end."""
    use(lang)
    address = f"{base}/kalender/{token}.ics"
    return shown(
        "guide.html.j2",
        lang,
        title=_title(who),
        what=_what(who),
        unit=who.unit,
        address=address,
        webcal="webcal://" + address.split("://", 1)[1],
        other=f"?lang={'nb' if lang == 'en' else 'en'}",
    )


def _title(who: Subscriber) -> str:
    if who.variant == "whole":
        return _("Hele vaktplanen i kalenderen")
    return _("Vaktene til {lege} i kalenderen").format(lege=who.who) if who.who else _("Vaktene i kalenderen")


def _what(who: Subscriber) -> str:
    if who.variant == "whole":
        return _("Kalenderen viser alle publiserte vakter og hvem som har dem.")
    if who.variant == "family":
        return _("Kalenderen viser når det er vakt, uten navn på andre og uten detaljer.")
    return _("Kalenderen viser dine publiserte vakter og hvem du har vakt sammen med. Utkast vises aldri.")
