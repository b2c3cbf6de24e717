"""Asking the Story tab's addresses as its page does, and starting servers that may be killed."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

from pages import free_port

HERE = Path(__file__).resolve().parent


class Client:
    """One browser window. key: its private link's; page: the name that it takes turns by."""

    def __init__(self, address: str, key: str = "", page: str = "window") -> None:
        self.host, self.port = urlsplit(address).hostname, urlsplit(address).port
        self.key, self.page = key, page

    def send(
        self, name: str, body: bytes, kind: str = "application/json", timeout: float = 120, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (small letters) and body of the answer."""
        sent = {"Content-Type": kind, "X-Text2scene-Page": self.page}
        if self.key:
            sent["X-Text2scene-Key"] = self.key
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request("POST", f"/stories/{name}", body, sent)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def ask(self, name: str, asked: object = None, **headers: str) -> tuple[int, dict]:
        """Status and answer of a question in JSON."""
        status, _, body = self.send(name, json.dumps(asked or {}).encode(), **headers)
        return status, json.loads(body)

    def good(self, name: str, /, **asked: object) -> dict:
        """The answer, which must be a good one."""
        status, answer = self.ask(name, asked)
        assert status == 200, (name, status, answer)
        return answer

    def bad(self, name: str, status: int, /, **asked: object) -> str:
        """The one sentence of a refusal."""
        found, answer = self.ask(name, asked)
        assert found == status, (name, found, answer)
        assert "\n" not in answer["error"]
        return answer["error"]

    def open(self, data: bytes, name: str = "") -> tuple[int, dict]:
        """A file opened."""
        headers = {"X_Text2scene_Name": quote(name)} if name else {}
        status, _, body = self.send("open", data, "application/octet-stream", **headers)
        return status, json.loads(body)

    def do(self, held: dict, name: str, /, **values: object) -> dict:
        """A change on top of what the window has; gives the story after it."""
        asked = {"do": name, **values}
        return self.good("change", id=held["id"], base=held["revision"], do=asked)

    def clash(self, held: dict, name: str, /, **values: object) -> dict:
        """A change that somebody else's stands against; gives the answer."""
        asked = {"id": held["id"], "base": held["revision"], "do": {"do": name, **values}}
        status, answer = self.ask("change", asked)
        assert status == 409, (status, answer)
        return answer


class Servers:
    """Servers split off a process that has the model; each can be killed and started again at once."""

    def __init__(self, weights: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "story_server.py"), str(weights)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"
        self.numbers: list[int] = []

    def start(self, library: Path, whose: str = "personal", port: int | None = None) -> tuple[str, int]:
        """The address and the process number of a server that answers."""
        port = port or free_port()
        self.process.stdin.write(f"{port}\t{library}\t{whose}\n")
        self.process.stdin.flush()
        number = int(self.process.stdout.readline())
        self.numbers.append(number)
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}", number
            time.sleep(0.02)
        raise AssertionError("the server does not answer")

    def kill(self, number: int) -> None:
        """At once, as when the current fails; gives when nothing of it is left."""
        os.kill(number, signal.SIGKILL)
        self.numbers.remove(number)
        with suppress(ProcessLookupError):
            while True:
                os.kill(number, 0)
                time.sleep(0.002)

    def close(self) -> None:
        for number in list(self.numbers):
            self.kill(number)
        self.process.stdin.close()
        self.process.wait(timeout=30)


def pages_of(held: dict) -> list[dict]:
    return held["story"]["pages"]


def texts_of(held: dict) -> list[str]:
    return [page["text"] for page in pages_of(held)]
