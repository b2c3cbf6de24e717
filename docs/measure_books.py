"""Times the books of docs/books.md: a story of 100 pages as every format, each in a process of its own.

Run it from the root of the repository: ``python docs/measure_books.py``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PAGES = 100


def measure(ending: str) -> None:
    """Write one book and print its row of the table: CPU seconds, megabytes of the file and of memory."""
    from tests.books import story
    from text2scene.export import save_book

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"book{ending}"
        start = time.process_time()
        save_book(story(PAGES), path)
        seconds = time.process_time() - start
        size = path.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| `{ending}` | {seconds:.1f} | {size:.1f} | {peak:.0f} |", flush=True)


def main() -> None:
    from text2scene.export import ENDINGS

    for ending in ENDINGS:
        subprocess.run([sys.executable, __file__, ending], check=True)


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
