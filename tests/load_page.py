"""How long people wait when many draw at once: ``python tests/load_page.py``.

Starts the page on this machine, lets 30 people draw 5 sentences each, every one of them
asking for the next as soon as the last is there, and, in a second round, one more who keeps
12 requests waiting all the time. Prints what they waited; exits with 1 where the 95th
percentile of the many is over the limit.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from pages import free_port, start_app, stop_app

SENTENCES = (
    "Mike kicks the soccer ball to Jenny.",
    "Jenny is sad because it is raining. Mike holds a hot dog.",
    "A bear chases Mike. Jenny is hiding behind the tree.",
    "Mike and Jenny sit by the campfire. An owl watches from the pine tree.",
    "Jenny wears a crown and a dog runs to the left of the table.",
)


def draw(address: str, who: str, text: str, seed: int) -> float:
    """Seconds that one request took."""
    body = json.dumps({"text": text, "seed": seed}).encode()
    headers = {"Content-Type": "application/json", "X-Text2scene-Page": who}
    start = time.perf_counter()
    with urllib.request.urlopen(
        urllib.request.Request(f"{address}/studio/generate", body, headers)
    ) as answer:
        assert json.load(answer)["scene"]["objects"]
    return time.perf_counter() - start


def round_of(address: str, users: int, requests: int) -> list[float]:
    """What ``users`` people waited, each drawing ``requests`` sentences one after another."""

    def user(number: int) -> list[float]:
        return [
            draw(address, f"user {number}", SENTENCES[(number + turn) % len(SENTENCES)], number + turn)
            for turn in range(requests)
        ]

    with ThreadPoolExecutor(users) as pool:
        return sorted(wait for waits in pool.map(user, range(users)) for wait in waits)


def flood(address: str, stop: threading.Event) -> None:
    """One client that keeps twelve requests waiting."""

    def again(number: int) -> None:
        while not stop.is_set():
            draw(address, "heavy", SENTENCES[number % len(SENTENCES)], number)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(again, range(12)))


def told(name: str, waits: list[float]) -> float:
    ninety_fifth = waits[min(len(waits) - 1, int(0.95 * len(waits)))]
    print(
        f"{name}: {len(waits)} requests, median {statistics.median(waits):.2f} s, "
        f"95th percentile {ninety_fifth:.2f} s, longest {waits[-1]:.2f} s"
    )
    return ninety_fifth


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=30)
    parser.add_argument("--requests", type=int, default=5)
    parser.add_argument("--limit", type=float, default=3.0, help="seconds at the 95th percentile")
    options = parser.parse_args()
    process = start_app("--port", str(free_port()))
    try:
        address = re.search(r"http://[\d.:]+", process.stdout.readline())[0]
        round_of(address, 2, 2)
        alone = told("people alone", round_of(address, options.users, options.requests))
        stop = threading.Event()
        heavy = threading.Thread(target=flood, args=(address, stop))
        heavy.start()
        beside = told("beside a heavy one", round_of(address, options.users, options.requests))
        stop.set()
        heavy.join()
        stop_app(process)
    finally:
        process.kill()
    return 0 if max(alone, beside) <= options.limit else 1


if __name__ == "__main__":
    sys.exit(main())
