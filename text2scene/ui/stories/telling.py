"""An instruction to one picture of a story, in which people go by the names of the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from text2scene.errors import InputError
from text2scene.language.facts import Reading
from text2scene.scene import Scene, SceneObject
from text2scene.story.model import CastMember
from text2scene.story.roles import Casting
from text2scene.story.stage import Stage
from text2scene.story.story import Story
from text2scene.ui.checks import read_text

_CHILDREN = {"mike": "Mike", "jenny": "Jenny"}


def as_told(story: Story, key: str, text: str) -> Scene:
    """The picture of a page changed as an instruction says ("make Ada happy", "add a dog").

    Raises InputError, in the generator's own words where it has some, where nothing changes.
    """
    page = story.pages[story.number(key)]
    if not read_text(text).strip():
        raise InputError("Say what to change, such as: make Jenny happy.")
    named = [member for member in story.cast if _is_named(member, text)]
    if all(_CHILDREN.get(member.id) == member.name for member in named):
        after = story.generator.edit(page.scene, text, page.seed)
    else:
        stage = _Directed(story.generator, {member.id: member for member in story.cast})
        scene = stage.act(page.scene, _casting(text, named, stage), page.seed)
        after = replace(scene, notes=tuple(stage.notes))
    if after.objects == page.scene.objects and after.background == page.scene.background:
        said = [str(note["message"]) for note in after.notes if note.get("message")]
        raise InputError(said[0] if said else "That changed nothing; say what to change, such as: add a dog.")
    return replace(after, text=page.text, seed=page.seed)


class _Directed(Stage):
    """A stage on which what is said is done, even to big things and to those who are sent away."""

    def _kept(self, drawn: Scene, staged: Scene, reading: Reading) -> list[SceneObject]:
        return list(drawn.objects)


def _casting(text: str, named: Sequence[CastMember], stage: Stage) -> Casting:
    """The instruction with everybody whom it names in a role of their own that the generator knows."""
    roles: dict[str, str] = {}
    words: dict[str, str] = {}
    for member in named:
        own = member.category
        options = (own, *(child for child in _CHILDREN if child != own)) if own in _CHILDREN else (own,)
        role = next((option for option in options if option not in roles), None)
        if role is None:
            raise InputError("Speak of fewer people at once, one or two of a kind; say the rest afterwards.")
        roles[role] = member.id
        words[member.name] = _CHILDREN.get(role) or f"the {stage.generator.catalog[role].label.lower()}"
    longest_first = sorted(words, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first)
    return Casting(re.sub(pattern, lambda found: words[found.group()], text), roles)


def _is_named(member: CastMember, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(member.name)}(?!\w)", text) is not None
