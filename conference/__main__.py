"""`python -m conference`."""

from __future__ import annotations

import sys

from conference.cli import main

if __name__ == "__main__":
    sys.exit(main())
