"""Ctrl-C and SIGTERM as a wish to stop, for work that looks up now and then."""

import signal
from threading import current_thread, main_thread
from types import FrameType, TracebackType
from typing import Any


class Stopping:
    """While it lasts the two signals end nothing by themselves: `asked` says that one has come."""

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Stopping":
        if current_thread() is main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
