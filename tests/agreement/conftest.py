"""Shows the figures of the agreement programme when the run ends."""

from typing import Any

from tests.agreement.figures import FIGURES


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what was counted."""
    if FIGURES:
        terminalreporter.section("agreement of check and model")
        for line in FIGURES:
            terminalreporter.line(line)
