"""What a person changed between two states of a story, as against what was only drawn anew because of it."""

from __future__ import annotations

from text2scene.story.model import Page, StoryValue

_OF_STORY = ("title", "author", "lang", "extra")
_OF_PAGE = ("text", "chapter", "layout", "background", "seed", "by_hand", "extra")


def authored(old: StoryValue, new: StoryValue) -> frozenset[str]:
    """The parts that somebody changed from ``old`` to ``new``.

    Ids of pages that came, went, or have another text, chapter, layout, background, seed, or a scene
    changed by hand; ``title``, ``author``, ``lang``, ``extra`` (fields of the story that we do not know),
    ``order`` (of the pages in both), and ``cast:ID``. Pictures that were only drawn anew, and what they
    carry over, do not count.
    """
    parts = {name for name in _OF_STORY if getattr(old, name) != getattr(new, name)}
    before, after = {page.id: page for page in old.pages}, {page.id: page for page in new.pages}
    parts |= before.keys() ^ after.keys()
    both = before.keys() & after.keys()
    parts |= {ident for ident in both if _is_changed(before[ident], after[ident])}
    if [ident for ident in before if ident in both] != [ident for ident in after if ident in both]:
        parts.add("order")
    were, are = {member.id: member for member in old.cast}, {member.id: member for member in new.cast}
    changed = {ident for ident in were.keys() | are.keys() if were.get(ident) != are.get(ident)}
    return frozenset(parts | {f"cast:{ident}" for ident in changed})


def _is_changed(old: Page, new: Page) -> bool:
    if any(getattr(old, name) != getattr(new, name) for name in _OF_PAGE):
        return True
    return new.by_hand and old.scene != new.scene
