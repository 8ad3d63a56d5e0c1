"""A solving process and its parent: started with the same paths, gone when the parent is."""

import ctypes
import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import IO


def start(module: str, errors: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """A process that runs a module's main(), with pipes for what it is asked and what it answers."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from {module} import main; main()"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,  # Ctrl-C goes to the parent alone
    )


def die_with_parent() -> None:
    """Ask the kernel for a kill when the parent goes, where the kernel knows how."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def die_at_end_of_input() -> None:
    """Wait until nothing more can be asked, and go."""
    sys.stdin.buffer.read()
    os._exit(1)
