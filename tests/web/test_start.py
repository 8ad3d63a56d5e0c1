"""What `vaktplan serve` refuses, in words that say what to do."""

import socket
from dataclasses import replace

import pytest

from vaktplan.errors import UsageError
from vaktplan.web import start
from vaktplan.web.start import Asked

ASKED = Asked("vaktplan.db", "127.0.0.1", 8080, "", (), 1)


def test_this_machine_needs_no_address() -> None:
    assert start.address(ASKED) == "http://127.0.0.1:8080"
    assert start.address(replace(ASKED, host="::1")) == "http://[::1]:8080"
    assert start.address(replace(ASKED, base_url="https://vakt.kommunen.no/")) == "https://vakt.kommunen.no"
    assert start.address(replace(ASKED, base_url="http://localhost:9000")) == "http://localhost:9000"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "legevakt.kommunen.no", ""])
def test_other_machines_need_https(host: str) -> None:
    with pytest.raises(UsageError, match="--base-url"):
        start.address(replace(ASKED, host=host))
    with pytest.raises(UsageError, match="https"):
        start.address(replace(ASKED, host=host, base_url="http://vakt.kommunen.no"))
    assert start.address(replace(ASKED, host=host, base_url="https://vakt.kommunen.no"))


@pytest.mark.parametrize(
    "url", ["vakt.kommunen.no", "ftp://vakt.kommunen.no", "https://", "https://a.no/?x=1", "https://a.no/#x"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(UsageError, match="--base-url"):
        start.address(replace(ASKED, base_url=url))


def test_a_port_in_use() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"127\.0\.0\.1:{port} er opptatt.*--port"):
            start._listening(replace(ASKED, port=port))


def test_an_address_that_is_not_here() -> None:
    with pytest.raises(UsageError, match="--host"):
        start._listening(replace(ASKED, host="192.0.2.7"))


def test_a_proxy_is_an_address() -> None:
    assert start._proxy(" 10.0.0.2 ") == "10.0.0.2"
    with pytest.raises(UsageError, match="nginx"):
        start._proxy("nginx")


def test_not_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.os, "name", "nt")
    with pytest.raises(UsageError, match="Docker"):
        start._needs()
