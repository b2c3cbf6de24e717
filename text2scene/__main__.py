"""``python -m text2scene``: the same as the ``text2scene`` command."""

from __future__ import annotations

import sys

from text2scene.cli import main

# Worker processes import this module anew, under another name.
if __name__ == "__main__":
    sys.exit(main())
