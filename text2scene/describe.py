"""A scene in words: what a person who cannot see the picture would want to be told."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from text2scene.catalog import Catalog, Piece
from text2scene.packs import drawing_catalog
from text2scene.render.backdrops import backdrop
from text2scene.scene import Scene, SceneObject

POSES = {
    "reach": "reaching out",
    "arms_up": "throwing both arms up",
    "kick": "kicking",
    "run": "running",
    "sit_cross_legged": "sitting cross-legged",
    "sit": "sitting",
    "wave": "waving",
}
EXPRESSIONS = {
    "angry": "looking angry",
    "laugh": "laughing",
    "smile": "smiling",
    "sad": "looking sad",
    "surprised": "looking surprised",
}
# Pieces whose label does not simply take an article.
_NAMES = {
    "sun": "the sun",
    "rain": "a rain cloud",
    "lightning": "a thunder cloud",
    "swing": "a swing set",
    "fire": "a campfire",
    "ketchup": "a bottle of ketchup",
    "mustard": "a bottle of mustard",
    "pizza": "a slice of pizza",
    "balloons": "balloons",
    "glasses": "purple glasses",
    "sunglasses": "sunglasses",
}
_EYEWEAR = ("glasses", "sunglasses")
_DEPTHS = ("", "a little way off", "far away")
_THIRDS = ("At the left", "In the middle", "At the right")
_ON_HEAD = 32.0


def describe(scene: Scene, catalog: Catalog | None = None, names: Mapping[str, str] | None = None) -> str:
    """The scene as a few sentences: the sky, then the ground from left to right.

    Tells pose, expression and what a child wears; what lies outside the canvas is left out.
    names: by their ids, what objects are called that have names of their own.
    """
    catalog, names = catalog or drawing_catalog(), names or {}
    place = backdrop(scene.background).phrase
    worn = _worn(scene.objects, catalog)
    on_heads = {item.id for items in worn.values() for item in items}
    shown = [item for item in scene.objects if _visible(item, scene, catalog) and item.id not in on_heads]
    sky = [item for item in shown if item.category in catalog and catalog[item.category].group == "sky"]
    sentences = [f"A cartoon of a {place}"]
    if sky:
        parts = (_at_side(item, scene.width, catalog, names) for item in sorted(sky, key=lambda o: o.x))
        sentences.append(f"In the sky: {joined(parts)}")
    ground = sorted((item for item in shown if item not in sky), key=lambda o: o.x)
    for third, heading in enumerate(_THIRDS):
        here = [item for item in ground if _third(item.x, scene.width) == third]
        if here:
            told = "; ".join(_told(item, worn.get(item.id, ()), catalog, names) for item in here)
            sentences.append(f"{heading}: {told}")
    if len(sentences) == 1:
        sentences[0] = f"An empty {place}"
    return ". ".join(sentences) + "."


def joined(parts: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    words = list(parts)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def piece_phrase(category: str, catalog: Catalog) -> str:
    """What a piece is called, with its article: ``a dog``, ``the sun``, ``Mike``."""
    if category in _NAMES:
        return _NAMES[category]
    if category not in catalog:
        label = category.replace("_", " ")
    elif catalog[category].phrase:
        return catalog[category].phrase
    elif catalog[category].is_child:
        return catalog[category].label
    else:
        label = catalog[category].label.lower()
    return f"{'an' if label[:1] in 'aeiou' else 'a'} {label}"


def _told(item: SceneObject, worn: Sequence[SceneObject], catalog: Catalog, names: Mapping[str, str]) -> str:
    parts = [_called(item, catalog, names)]
    if item.category in catalog and catalog[item.category].is_child:
        parts += [POSES.get(item.pose or "", ""), EXPRESSIONS.get(item.expression or "", "")]
        parts.append("facing left" if item.flip else "facing right")
    if worn:
        parts.append(f"wearing {joined(piece_phrase(piece.category, catalog) for piece in worn)}")
    parts.append(_DEPTHS[item.depth])
    return ", ".join(part for part in parts if part)


def _called(item: SceneObject, catalog: Catalog, names: Mapping[str, str]) -> str:
    """``Leo``, ``Rex the dog``, ``a dog``."""
    own = names.get(item.id, "").strip()
    if not own:
        return piece_phrase(item.category, catalog)
    if item.category in catalog and not catalog[item.category].is_child:
        label = catalog[item.category].label.lower()
        return own if label in own.lower() else f"{own} the {label}"
    return own


def _at_side(item: SceneObject, width: float, catalog: Catalog, names: Mapping[str, str]) -> str:
    return f"{_called(item, catalog, names)} {_THIRDS[_third(item.x, width)].lower()}"


def _third(x: float, width: float) -> int:
    return min(2, max(0, int(3 * x / width)))


def _visible(item: SceneObject, scene: Scene, catalog: Catalog) -> bool:
    wide, high = (0.0, 0.0)
    if item.category in catalog:
        wide, high = catalog[item.category].size(item.pose)
    reach_x, reach_y = wide / 2 * item.draw_scale, high / 2 * item.draw_scale
    across = -reach_x < item.x < scene.width + reach_x
    return across and -reach_y < item.y < scene.height + reach_y


def _worn(objects: Sequence[SceneObject], catalog: Catalog) -> Mapping[str, list[SceneObject]]:
    """By a child's id the hats and glasses that sit on that child's head."""
    children = [o for o in objects if o.category in catalog and catalog[o.category].is_child]
    worn: dict[str, list[SceneObject]] = {}
    for item in objects:
        if item.category not in catalog or catalog[item.category].group != "wearable" or not children:
            continue
        piece = catalog[item.category]
        distances = {child.id: _from_head(item, piece, child, catalog) for child in children}
        nearest = min(distances, key=distances.__getitem__)
        if distances[nearest] <= _ON_HEAD:
            worn.setdefault(nearest, []).append(item)
    return worn


def _from_head(item: SceneObject, piece: Piece, child: SceneObject, catalog: Catalog) -> float:
    """Pixels, at depth 0, between a wearable and where it would sit on that child."""
    poses = catalog[child.category].poses
    pose = poses.get(child.pose or "wave") or next(iter(poses.values()))
    across, down = pose.eyes if item.category in _EYEWEAR else pose.hat
    across, down = across + piece.worn[0], down + piece.worn[1]
    scale = child.draw_scale
    x = child.x + (-across if child.flip else across) * scale
    return math.hypot(item.x - x, item.y - (child.y + down * scale)) / scale
