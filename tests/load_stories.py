"""How long a change takes when many write at once: ``python tests/load_stories.py``.

Starts the page on this machine with a library of its own; ten people, each with a private link, edit ten
stories, every one asking for the next change as soon as the last is kept. Prints what they waited; exits
with 1 where the 95th percentile is over the limit, or where a change that was kept is not there afterwards.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pages import free_port, start_app, stop_app
from story_client import Client, pages_of, texts_of

SENTENCES = (
    "Mike kicks the ball to Jenny.",
    "Jenny laughs. A dog runs to Mike.",
    "It rains, and they run home.",
    "An owl watches from the pine tree.",
)


def write(address: str, n: int, pages: int, changes: int) -> tuple[list[float], bool]:
    """Seconds of each change that one person made, and whether all of it is there in the end."""
    client = Client(address, f"person-{n:02}-with-a-private-link", f"person {n}")
    text = "\n\n".join(SENTENCES[(n + number) % 4] for number in range(pages))
    held = client.good("create", text=text, title=f"Story {n}")
    wanted, waits = texts_of(held), []
    for turn in range(changes):
        page = (3 * n + 7 * turn) % len(wanted)
        wanted[page] = SENTENCES[(n + turn) % 4]
        start = time.perf_counter()
        held = client.do(held, "edit", page=pages_of(held)[page]["id"], text=wanted[page])
        waits.append(time.perf_counter() - start)
    return waits, texts_of(client.good("get", id=held["id"])) == wanted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--pages", type=int, default=12, help="of each story")
    parser.add_argument("--changes", type=int, default=12, help="by each person")
    parser.add_argument("--limit", type=float, default=5.0, help="seconds at the 95th percentile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="text2scene-load-") as folder:
        library = str(Path(folder) / "stories.db")
        process = start_app("--port", str(free_port()), "--library", library, "--private-links", "on")
        try:
            address = re.search(r"http://[\d.:]+", process.stdout.readline())[0]
            alone, _ = write(address, 99, options.pages, 4)
            print(f"one person: median {statistics.median(alone):.2f} s")
            with ThreadPoolExecutor(options.people) as pool:
                people = range(options.people)
                found = list(pool.map(lambda n: write(address, n, options.pages, options.changes), people))
            stop_app(process)
        finally:
            process.kill()
    waits = sorted(wait for each, _ in found for wait in each)
    high = waits[min(len(waits) - 1, int(0.95 * len(waits)))]
    print(
        f"{options.people} people, {options.people} stories of {options.pages} pages: {len(waits)} changes, "
        f"median {statistics.median(waits):.2f} s, 95th percentile {high:.2f} s, longest {waits[-1]:.2f} s"
    )
    lost = sum(not whole for _, whole in found)
    print("nothing was lost" if not lost else f"{lost} stories are not as they were kept")
    return 0 if high <= options.limit and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
