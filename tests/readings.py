"""What a reading says, as short strings to compare with: "in cat tree", "not wears mike crown"."""

from __future__ import annotations

from text2scene.language.facts import Reading


def facts_of(reading: Reading) -> set[str]:
    """Each fact as its kind, subject, values and others, *not* before what is denied."""
    return {
        ("" if f.holds else "not ") + " ".join([f.kind, f.subject, *f.values, *f.others])
        for f in reading.facts
    }


def keys_of(reading: Reading) -> set[str]:
    """The keys of the things that are there."""
    return {thing.key for thing in reading.things}
