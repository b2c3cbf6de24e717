"""Starting the page and visiting it in a real browser: what the tests of the page share."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever is not on this machine cannot be reached: the page has to do without.
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=127.0.0.1",
]
STUDIO = "document.querySelector('#t2s-studio').studio"


def start_app(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "app.py", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def stop_app(process: subprocess.Popen[str]) -> str:
    """Ends a page as a service manager does; gives what it wrote on stderr."""
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    return errors


def run_app(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "app.py", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def without_browser(reason: str) -> None:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"CI must look at the page in a browser: {reason}")
    pytest.skip(reason)


def chromium_path() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        without_browser("there is no Chromium on the PATH, nor one named by the variable CHROMIUM")
    return str(path)


class Visit:
    """One visit to the page, with what the tests do there."""

    def __init__(self, context, address: str) -> None:
        self.context, self.address = context, address
        self.asked: list[str] = []
        self.troubles: list[str] = []
        self.page = self.open()

    def open(self, path: str = ""):
        """Another tab of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda sent: self.asked.append(sent.url))
        page.on("websocket", lambda opened: self.asked.append(opened.url))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (self.troubles.append(dialog.message), dialog.dismiss()))
        page.goto(self.address + path)
        page.wait_for_selector(".t2s-ready")
        return page

    def check(self) -> None:
        """Nothing failed, popped up or went to another machine."""
        hosts = {urlsplit(url).hostname for url in self.asked if not url.startswith(("data:", "blob:"))}
        assert hosts == {"127.0.0.1"}
        assert self.troubles == []

    # -- looking -------------------------------------------------------------------------

    def studio(self, expression: str, argument=None, page=None):
        """The value of a JavaScript expression in which ``studio`` is the page's own."""
        return (page or self.page).evaluate(
            f"(argument) => {{ const studio = {STUDIO}; return {expression} }}", argument
        )

    def scene(self, page=None) -> dict:
        return self.studio("studio.store.scene", page=page)

    def item(self, ident: str) -> dict:
        return next(item for item in self.scene()["objects"] if item["id"] == ident)

    def ids(self) -> list[str]:
        return [item["id"] for item in self.scene()["objects"]]

    def selected(self) -> list[str]:
        return self.studio("studio.store.selected")

    @property
    def steps(self) -> int:
        return self.studio("studio.store.past.length")

    def place(self, ident: str) -> tuple[float, float]:
        """Where the middle of an object is on the screen."""
        x, y = self.studio(
            """(() => {
              studio.canvas.svg.scrollIntoView({ block: "center" });
              const box = studio.canvas.svg.getBoundingClientRect(), pixel = studio.canvas.pixel();
              const item = studio.store.scene.objects.find((one) => one.id === argument);
              return [box.left + item.x / pixel, box.top + item.y / pixel];
            })()""",
            ident,
        )
        return x, y

    # -- doing ---------------------------------------------------------------------------

    def set(self, *objects: dict, **fields) -> None:
        """Put a scene on the page, as if it had just been opened."""
        document = {"format": "text2scene/1", "width": 500, "height": 400, "background": "park", "text": ""}
        document |= {"seed": None, "notes": [], **fields, "objects": list(objects)}
        self.studio("studio.files.restart(argument)", document)

    def draw(self, text: str) -> None:
        self.page.fill("#t2s-text", text)
        self.page.press("#t2s-text", "Enter")
        self.page.wait_for_function(f"(text) => {STUDIO}.store.scene.text === text", arg=text)

    def drag(self, ident: str, dx: float, dy: float, stop: bool = True) -> None:
        """Drag an object with the mouse, by pixels of the screen."""
        x, y = self.place(ident)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx / 2, y + dy / 2, steps=4)
        self.page.mouse.move(x + dx, y + dy, steps=4)
        if stop:
            self.page.mouse.up()

    def complains(self, act) -> str:
        act()
        self.page.wait_for_selector("#t2s-message:not([hidden])")
        return self.page.inner_text("#t2s-message")

    def saved(self, page=None) -> None:
        (page or self.page).wait_for_selector('#t2s-saved[data-state="saved"]')


def piece(category: str, x: float, y: float, ident: str = "", **more) -> dict:
    """An object of a scene, as the page has it."""
    return {"id": ident or category, "category": category, "x": x, "y": y, "depth": 0, "flip": False, **more}
