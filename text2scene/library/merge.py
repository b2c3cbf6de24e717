"""What a person changed between two states of a story, as against what was only drawn anew because of it."""

from __future__ import annotations

from text2scene.story.model import StoryValue


def authored(old: StoryValue, new: StoryValue) -> frozenset[str]:
    """The parts that somebody changed from ``old`` to ``new``.

    Ids of pages that came, went, or have another text, chapter, layout, background, seed, or a scene
    changed by hand; ``title``, ``author``, ``lang``, ``extra`` (fields of the story that we do not know),
    ``order`` (of the pages in both), and ``cast:ID``. Pictures that were only drawn anew, and what they
    carry over, do not count.
    """
    fields = ("text", "chapter", "layout", "background", "seed", "by_hand", "extra")
    if any(getattr(old, name) != getattr(new, name) for name in fields):
        return True
    return new.by_hand and old.scene != new.scene
