"""Stories for the tests of books: scenes by hand, so that nothing but the book is tried."""

from __future__ import annotations

import re
import unicodedata

from text2scene.describe import describe
from text2scene.scene import Scene, SceneObject
from text2scene.story.model import CastMember, Page, StoryValue

CAST = (
    CastMember("Mike", "mike", "mike"),
    CastMember("Jenny", "jenny", "jenny"),
    CastMember("Rex", "dog", "dog"),
)
LINES = (
    "Mike and Jenny walk to the big tree. Rex runs after them.",
    '"Look, a bear!" shouts Mike. Jenny is surprised.',
    "The owl sits in the tree and says nothing.",
    'Jenny asks: "Are you hungry, Rex?" The dog barks.',
    "They play with the ball until the sun goes down.",
    '"What a day," says Jenny, "let us come back tomorrow!"',
)
BACKGROUNDS = ("park", "forest", "night", "beach", "snow", "sunset", "autumn", "rain", "space", "underwater")


def scene(number: int = 0, background: str | None = None) -> Scene:
    """A picture with both children, a dog and a few things; other numbers have other places."""
    poses = ("wave", "run", "arms_up", "reach", "kick", "sit")
    objects = [
        SceneObject("sun", "sun", 60 + 17 * (number % 5), 50),
        SceneObject("tree", "pine_tree", 420 - 9 * (number % 7), 150, depth=1),
        SceneObject("mike", "mike", 130 + 11 * (number % 6), 270, pose=poses[number % 6], expression="smile"),
        SceneObject("jenny", "jenny", 300, 275, flip=True, pose=poses[(number + 2) % 6], expression="laugh"),
        SceneObject("dog", "dog", 405, 330, flip=number % 2 == 0),
        SceneObject("ball", "beach_ball", 220, 360),
    ]
    return Scene(tuple(objects), background=background or BACKGROUNDS[number % len(BACKGROUNDS)])


def story(count: int, layout: str = "under", **changes: object) -> StoryValue:
    """A story of so many pages, with a cast of three."""
    pages = tuple(
        Page(f"p{number}", LINES[number % len(LINES)], scene(number), layout=layout)
        for number in range(count)
    )
    usual: dict[str, object] = {"title": "The Big Tree", "pages": pages, "cast": CAST, "author": "Ada"}
    return StoryValue(**{**usual, **changes})  # type: ignore[arg-type]


def told(texts: tuple[str, ...], **changes: object) -> StoryValue:
    """A story with these texts, a page each."""
    pages = tuple(Page(f"p{number}", text, scene(number)) for number, text in enumerate(texts))
    return story(1, **{"pages": pages, **changes})


def described(of: Scene) -> str:
    """A picture in words, with the names of the cast."""
    return describe(of, names={member.id: member.name for member in CAST})


def words(text: str) -> str:
    """A text with its spaces made equal."""
    return " ".join(text.split())


def letters(text: str) -> str:
    """A text without spaces and marks of direction, for scripts whose spaces readers guess."""
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFC", text))
