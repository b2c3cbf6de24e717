"""The beats that tales are made of; each file has those of one kind of wish."""

from __future__ import annotations

from text2scene.tale.plots import endings, feasts, helpers, sky, toys, weather, wishes

CLOSED, CLOSINGS = endings.CLOSED, endings.CLOSINGS

BEATS = (
    *toys.BEATS,
    *wishes.BEATS,
    *sky.BEATS,
    *feasts.BEATS,
    *helpers.MEETINGS,
    *helpers.FAVOURS,
    *weather.BEATS,
    *endings.BEATS,
)
