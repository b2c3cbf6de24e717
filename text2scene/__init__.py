"""text2scene: a sentence in, a cartoon scene out, in which everything can still be moved.

``import text2scene`` loads neither torch nor gradio nor Pillow; what needs them is
imported when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from text2scene.errors import Text2SceneError
from text2scene.scene import Scene, SceneObject

if TYPE_CHECKING:
    from text2scene.generator import Generator, load
    from text2scene.story.story import Story

__version__ = "0.2.0"
__all__ = ["Generator", "Scene", "SceneObject", "Story", "Text2SceneError", "__version__", "load"]

_LAZY = {"Generator": "generator", "load": "generator", "Story": "story.story"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(importlib.import_module(f"text2scene.{_LAZY[name]}"), name)
    raise AttributeError(f"module 'text2scene' has no attribute {name!r}")
