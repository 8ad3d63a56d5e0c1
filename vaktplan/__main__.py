"""`python -m vaktplan`."""

import sys

from vaktplan.cli import main

sys.exit(main())
