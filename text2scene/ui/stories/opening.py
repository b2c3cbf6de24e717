"""Stories from files that people have: a text, a story, a tale, a single scene."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from text2scene.errors import InputError, StoryFormatError
from text2scene.render import Library
from text2scene.story.model import FORMAT, Page, StoryValue
from text2scene.story.told import TALE_FORMAT
from text2scene.ui.checks import read_json
from text2scene.ui.opening import MAX_FILE, open_document
from text2scene.ui.stories.incoming import MAX_STORY_TEXT, check_nesting, read_story

SCENE_FORMAT = "text2scene/"
_HEADING = re.compile(r"^#{1,6} +\S", re.M)


def is_document(data: bytes) -> bool:
    """Whether a file holds JSON, not a text."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read_document(data: bytes) -> tuple[Literal["story", "tale", "scene"], dict[str, Any]]:
    """The document of a .json file, and which kind it is. Raises InputError."""
    document = read_json(data, MAX_FILE)
    check_nesting(document, "The file")
    version = document.get("format")
    if isinstance(version, str):
        if version.startswith(TALE_FORMAT):
            return "tale", document
        if version.startswith(SCENE_FORMAT):
            return "scene", document
        if version == FORMAT or version.startswith("text2scene-story/"):
            return "story", document
    raise StoryFormatError("This file holds no story; open a .txt, .md or .json file with one.")


def open_story(kind: Literal["story", "scene"], document: Mapping[str, Any], library: Library) -> StoryValue:
    """A story document, or a story of one page of a scene. Raises InputError."""
    if kind == "story":
        return read_story(document, library)
    scene = open_document(document, library).scene
    text = " ".join(scene.text.split())
    return StoryValue(pages=(Page("p1", text, scene, by_hand=True),))


def read_manuscript_file(data: bytes, name: str) -> tuple[str, bool]:
    """The text in a .txt or .md file, and whether its headings are chapters. Raises InputError."""
    if data[:2] == b"PK":
        raise InputError("This is a zip file; stories that were exported together are brought in by Import.")
    if len(data) > 4 * MAX_STORY_TEXT:
        raise InputError(f"The file is too long for a story; at most {MAX_STORY_TEXT:,} characters fit.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("This file holds no story; open a .txt, .md or .json file in UTF-8.") from None
    if "\x00" in text:
        raise InputError("This file holds no story; open a .txt, .md or .json file in UTF-8.")
    return text, name.lower().endswith((".md", ".markdown")) or bool(_HEADING.search(text))
