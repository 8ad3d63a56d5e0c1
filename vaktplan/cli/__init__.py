"""The command line: English verbs, Norwegian text by default; thin commands that decide nothing."""

import sys

from .main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
