"""Small stories, and places to keep them, for the tests of the library."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from text2scene.library import Library
from text2scene.scene import Scene, SceneObject
from text2scene.story.model import CastMember, Page, StoryValue

REPOSITORY = Path(__file__).resolve().parent.parent


def page(ident: str, text: str, x: float = 100, **more) -> Page:
    scene = Scene((SceneObject("mike", "mike", x, 230, pose="kick", expression="smile"),), text=text)
    return Page(ident, text, scene, **more)


def small(title: str, *texts: str) -> StoryValue:
    pages = tuple(page(f"p{n}", text) for n, text in enumerate(texts or ("Mike runs.", "Jenny is sad."), 1))
    return StoryValue(title, pages, (CastMember("Leo", "mike", "mike", {"hair": "ginger"}),))


def texts(value: StoryValue) -> list[str]:
    return [page.text for page in value.pages]


def program(code: str, *arguments: object, **options) -> subprocess.Popen:
    """Another process that runs this code with the library at hand."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "tests")])}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        **options,
    )


@contextmanager
def small_disk(size: str, *options: str):
    """A folder on a disk of its own, of this size, where this user may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="text2scene-disk-"))
    command = ["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *options]), "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        folder.rmdir()
        pytest.skip("needs the right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def filled(path: Path, *titles: str) -> dict[str, str]:
    """A library with these stories, closed; ids by title."""
    with Library.open(path) as library:
        return {title: library.shelf().create(small(title)).id for title in titles}


def titles(library: Library) -> list[str]:
    return sorted(card.title for card in library.shelf().list())


def one_sentence(text: str) -> None:
    assert text.endswith(".")
    assert ". " not in text.replace("stories.", "stories")
    assert "\n" not in text


def leftovers(folder: Path) -> list[str]:
    return [each.name for each in folder.rglob(".*")]
