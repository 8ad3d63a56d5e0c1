"""Starting the server: what is asked is checked first, and every refusal says what to do."""

import errno
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from urllib.parse import urlsplit

from vaktplan.errors import UsageError, VaktplanError
from vaktplan.i18n import _


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    db: str
    host: str
    port: int
    base_url: str
    trusted: tuple[str, ...]
    workers: int


def serve(asked: Asked, say: Callable[[str], None]) -> None:
    """Serve until told to stop; `say` tells people. Raises UsageError, and what the store says of the database."""
    _needs()
    from . import kept
    from .parent import FEW_FILES, NotStarted, Parent, raise_files
    from .worker import Order

    base = address(asked)
    trusted = tuple(_proxy(text) for text in asked.trusted)
    kept.checked(asked.db)
    with _listening(asked) as listening:
        files = raise_files()
        if files < FEW_FILES:
            say(
                _(
                    "obs: maskinen gir tjeneren bare {n} åpne filer; øk grensen (ulimit -n) til minst {m}."
                ).format(n=files, m=FEW_FILES)
            )
        parent = Parent(listening, Order(asked.db, base, trusted, ""), asked.workers, say)
        try:
            parent.run(on_ready=lambda: say(_told(asked, base)))
        except NotStarted:
            raise VaktplanError(
                _(
                    "Tjeneren kom ikke i gang; linjene over sier hvorfor. Kjør «vaktplan db check» og prøv igjen."
                )
            ) from None


def address(asked: Asked) -> str:
    """The address that subscribers are told, without a slash at the end. Raises UsageError when it is not safe."""
    base = asked.base_url.rstrip("/")
    if base:
        parts = urlsplit(base)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
            raise UsageError(
                _(
                    "«{url}» er ingen adresse for abonnenter. Skriv den slik: --base-url https://vakt.kommunen.no"
                ).format(url=asked.base_url)
            )
        if parts.scheme == "http" and not loopback(parts.hostname):
            raise UsageError(
                _(
                    "--base-url må begynne med https://: adressene er hemmelige, og over http kan alle underveis "
                    "lese dem."
                )
            )
    if not loopback(asked.host) and not base:
        raise UsageError(
            _(
                "--host {host} åpner tjeneren for andre maskiner. Sett også --base-url https://…, adressen til proxyen "
                "som tar imot https, eller la --host være 127.0.0.1."
            ).format(host=asked.host)
        )
    name = f"[{asked.host}]" if ":" in asked.host else asked.host
    return base or f"http://{name}:{asked.port}"


def loopback(host: str) -> bool:
    """Whether a host is this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _proxy(text: str) -> str:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        raise UsageError(
            _(
                "--trusted-proxy «{verdi}» er ingen IP-adresse. Skriv adressen proxyen kobler til fra, "
                "for eksempel 127.0.0.1."
            ).format(verdi=text)
        ) from None


def _listening(asked: Asked) -> socket.socket:
    from .parent import listen

    try:
        return listen(asked.host, asked.port)
    except OSError as error:
        where = f"{asked.host}:{asked.port}"
        said = {
            errno.EADDRINUSE: _(
                "{hvor} er opptatt av et annet program. Velg en annen port med --port, eller stopp det andre."
            ),
            errno.EACCES: _(
                "{hvor} kan ikke brukes uten å være administrator. Velg en port over 1023 med --port."
            ),
        }.get(error.errno or 0, _("{hvor} kan ikke brukes på denne maskinen. Kontroller --host og --port."))
        raise UsageError(said.format(hvor=where)) from None


def _needs() -> None:
    if os.name != "posix":
        raise UsageError(_("Tjeneren går ikke på Windows selv. Kjør den i Docker: se docs/server/README.md."))
    missing = [name for name in ("fastapi", "uvicorn", "httptools") if find_spec(name) is None]
    if missing:
        raise UsageError(
            _('Tjeneren trenger {hva}. Installer den med: pip install "vaktplan[web]"').format(
                hva=", ".join(missing)
            )
        )


def _told(asked: Asked, base: str) -> str:
    return _("vaktplan svarer på {host}:{port}; abonnenter bruker {base}. Ctrl-C avslutter.").format(
        host=asked.host, port=asked.port, base=base
    )
