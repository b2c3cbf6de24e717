"""Making a tale up together: a guided start, and after each page three ways to go on.

A tale is planned, not picked from a list: beats with what must hold and what they do, chosen so that
wish, trouble, tries, help and a good end follow from one another, and told with what the pieces can draw.
"""

from __future__ import annotations

from text2scene.tale.setup import Option, Setup, options
from text2scene.tale.tale import Character, Choice, Page, Tale, start

__all__ = ["Character", "Choice", "Option", "Page", "Setup", "Tale", "options", "start"]
