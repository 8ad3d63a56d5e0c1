"""`vaktplan serve`: the calendars, the subscribe guide and the wall page, for phones and browsers."""

import click

from vaktplan.i18n import _

from .effort import Figure
from .store import database_option


def make() -> click.Command:
    """The command."""

    @click.command(
        "serve",
        help=_(
            "Kjør tjeneren som gir telefonene kalenderne. Sidene er /kalender, /abonner og /tavle. Den svarer bare "
            "denne maskinen til du sier noe annet. SIGHUP starter den på nytt uten at noen blir avvist."
        ),
        options_metavar=_("[VALG]"),
    )
    @database_option()
    @click.option(
        "--host",
        metavar="IP",
        default="127.0.0.1",
        show_default=True,
        help=_("Adressen det lyttes på; vanligvis bak en proxy."),
    )
    @click.option(
        "--port",
        metavar="PORT",
        type=Figure(1, 65535, whole=True),
        default=8080,
        show_default=True,
        help=_("Porten det lyttes på."),
    )
    @click.option(
        "--base-url",
        metavar="URL",
        envvar="VAKTPLAN_BASE_URL",
        default="",
        help=_("Adressen telefonene bruker, med https:// (også VAKTPLAN_BASE_URL)."),
    )
    @click.option(
        "--trusted-proxy",
        metavar="IP",
        multiple=True,
        help=_("En proxy hvis X-Forwarded-For gjelder; kan gjentas."),
    )
    @click.option(
        "--workers",
        metavar=_("ANTALL"),
        type=Figure(1, 16, whole=True),
        default=1,
        show_default=True,
        help=_("Hvor mange prosesser som svarer."),
    )
    def serve(
        database: str | None,
        host: str,
        port: int,
        base_url: str,
        trusted_proxy: tuple[str, ...],
        workers: int,
    ) -> int:
        from vaktplan.web.start import Asked, serve

        from .show import note
        from .store import located

        serve(Asked(located(database), host, port, base_url, trusted_proxy, workers), say=note)
        return 0

    return serve
