"""How large and how near things are: sizes that the text gives, depths, and who is drawn before whom."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from text2scene.catalog import GROUPS, Catalog
from text2scene.language.facts import Fact
from text2scene.layout import Layout, is_huge
from text2scene.relations import boxes_of
from text2scene.scene import SceneObject
from text2scene.steps import CHILDREN

_DEPTHS = {"big": (0,), "huge": (0,), "medium": (1,), "small": (1, 2), "tiny": (2,)}
FAR = {"distance": (2,), "foreground": (0,)}


def depths_of(facts: Iterable[Fact], key: str) -> tuple[int, ...] | None:
    """The depths that the text allows a thing; None where it says nothing."""
    for fact in facts:
        if fact.subject != key or not fact.holds:
            continue
        if fact.kind == "size":
            return _DEPTHS[fact.values[0]]
        if fact.kind == "region" and fact.values[0] in FAR:
            return FAR[fact.values[0]]
    return None


def give_sizes(layout: Layout) -> None:
    """The depth or the scale of each thing that the text calls big, small, far and so on."""
    for key, item in layout.items.items():
        if key in layout.fixed:
            continue
        allowed = depths_of(layout.facts, key)
        if allowed is not None and item.depth not in allowed:
            item = _at_depth(item, allowed[0], layout.catalog)
        if is_huge(layout, key):
            item = replace(item, scale=max(item.scale, 1.35))
        layout.items[key] = item


def compare_sizes(layout: Layout) -> None:
    """What is larger than something is taller by a quarter at least."""
    for fact in layout.facts:
        if fact.kind != "larger" or not fact.holds:
            continue
        a, b = fact.subject, fact.others[0]
        tall = {key: boxes_of(layout.items[key], layout.catalog).height for key in (a, b)}
        missing = 1.3 * tall[b] / max(tall[a], 1.0)
        if missing <= 1.0:
            continue
        up = min(missing, 1.9) if a not in layout.fixed else 1.0
        down = up / missing if b not in layout.fixed else 1.0
        for key, factor in ((a, up), (b, down)):
            if factor != 1.0:
                item = layout.items[key]
                feet = float(boxes_of(item, layout.catalog).feet)
                out = replace(item, scale=round(item.scale * factor, 4))
                height = boxes_of(out, layout.catalog).height
                layout.items[key] = replace(out, y=round(feet - height / 2, 2))


def _at_depth(item: SceneObject, depth: int, catalog: Catalog) -> SceneObject:
    """The object at another depth, its feet where they were, a little nearer the horizon when farther."""
    if item.depth == depth:
        return item
    before = float(boxes_of(item, catalog).feet)
    out = replace(item, depth=depth)
    if catalog[item.category].group == "sky":
        return out
    after = float(boxes_of(out, catalog).feet)
    feet = min(before, 400.0) - 18.0 * (depth - item.depth)
    return replace(out, y=round(out.y + feet - after, 2))


def _rank(layout: Layout, key: str) -> tuple[int, int]:
    """Drawn later where larger: nearer, then by group."""
    item = layout.items[key]
    group = layout.group(key)
    if item.category == "sun":
        return (-10, 0)
    if group == "sky":
        return (-9, 0)
    return (-item.depth, GROUPS.index(group))


def order_depths(layout: Layout) -> None:
    """Depths such that what is on, in or before something is drawn after it, what is behind it before."""
    for fact in layout.facts:
        if not fact.holds or not fact.others or fact.kind not in ("on", "in", "in_front", "behind"):
            continue
        a, b = fact.subject, fact.others[0]
        if a not in layout.items or b not in layout.items:
            continue
        late, early = (b, a) if fact.kind == "behind" else (a, b)
        level = layout.items[b].depth
        if fact.kind in ("on", "in") and a not in layout.fixed and layout.items[a].depth != level:
            trial = {**layout.items, a: _at_depth(layout.items[a], level, layout.catalog)}
            old, layout.items = layout.items, trial
            if not _rank(layout, late) > _rank(layout, early):
                layout.items = old
            elif level not in (depths_of(layout.facts, a) or (level,)):
                _resized(layout, a, old[a].draw_scale)  # the small dog is small in the tent, too
        if _rank(layout, late) > _rank(layout, early):
            continue
        if layout.group(late) == "sky" or layout.group(early) == "sky":
            continue
        sizes = {k: layout.items[k].draw_scale for k in (late, early)}
        _deepen(layout, late, early)
        # who rides and what is ridden keep their sizes, and a big bear its own
        for key, size in sizes.items():
            sized = any(f.kind == "size" and f.subject == key and f.holds for f in layout.facts)
            if fact.kind in ("on", "in") or sized:
                _resized(layout, key, size)


def crouch(layout: Layout) -> None:
    """Who is under the table sits, and is drawn behind its legs; who is behind an apple tree sits as well."""
    for fact in layout.facts:
        if fact.kind == "behind" and fact.holds and fact.subject in CHILDREN and fact.others:
            _sit_behind(layout, fact.subject, fact.others[0])
        if fact.kind != "below" or not fact.holds or fact.subject not in CHILDREN:
            continue
        item, table = layout.items.get(fact.subject), layout.items.get(fact.others[0])
        if item is None or table is None or table.category != "table" or fact.subject in layout.fixed:
            continue
        if not any(f.kind == "pose" and f.subject == fact.subject for f in layout.facts):
            item = replace(item, pose="sit_cross_legged")
        layout.items[fact.subject] = replace(item, depth=min(table.depth + 1, 2))


def share_hideout(layout: Layout) -> None:
    """Two who hide behind one tree or tent look out on either side of it."""
    hidden: dict[str, list[str]] = {}
    for fact in layout.facts:
        if fact.kind == "behind" and fact.holds and fact.others and fact.subject in layout.items:
            hidden.setdefault(fact.others[0], []).append(fact.subject)
    for tree, who in hidden.items():
        item = layout.items.get(tree)
        placed = {f.subject for f in layout.facts if f.kind == "region"}
        if item is None or len(who) != 2 or {tree, *who} & (layout.fixed | placed):
            continue
        box = boxes_of(item, layout.catalog)
        if not box.is_tree and item.category != "tent":
            continue
        item = replace(item, x=min(max(item.x, 170.0), 330.0))  # with room on either side
        layout.items[tree] = item
        tall = max(float(boxes_of(layout.items[key], layout.catalog).height) for key in who)
        trunk = 0.14 if tall < 100.0 * item.draw_scale else 0.1  # wider at its foot
        aside = float(box.width) * {"pine_tree": 0.42, "tent": 0.45}.get(item.category, trunk)
        for side, key in zip((-1.0, 1.0), sorted(who, key=lambda key: layout.items[key].x), strict=True):
            layout.items[key] = replace(layout.items[key], x=round(item.x + side * aside, 2))


def _sit_behind(layout: Layout, child: str, tree: str) -> None:
    """The branches of an apple tree hang so low that who stands behind it loses the head in them."""
    item, other = layout.items.get(child), layout.items.get(tree)
    told = any(f.kind in ("pose", "wears", "holds") and child in (f.subject, *f.others) for f in layout.facts)
    if item is None or other is None or other.category != "apple_tree" or child in layout.fixed or told:
        return
    feet = float(boxes_of(item, layout.catalog).feet)
    out = replace(item, pose="sit_cross_legged")
    layout.items[child] = replace(out, y=round(feet - float(boxes_of(out, layout.catalog).height) / 2, 2))


def _resized(layout: Layout, key: str, size: float) -> None:
    """Draw the piece at this scale, whatever its depth."""
    item = layout.items[key]
    if key in layout.fixed or abs(item.draw_scale - size) < 1e-6:
        return
    feet = float(boxes_of(item, layout.catalog).feet)
    out = replace(item, scale=math.ceil(item.scale * size / item.draw_scale * 1e4) / 1e4)
    layout.items[key] = replace(out, y=round(feet - float(boxes_of(out, layout.catalog).height) / 2, 2))


def _deepen(layout: Layout, late: str, early: str) -> None:
    pine = layout.items[late].category == "pine_tree" and not {late, early} & layout.fixed
    if pine and depths_of(layout.facts, late) is None and layout.group(early) in ("person", "animal"):
        # in front it would fill the picture: both stand one step back
        layout.items[late] = _at_depth(layout.items[late], 1, layout.catalog)
        layout.items[early] = _at_depth(layout.items[early], 2, layout.catalog)
        _resized(layout, early, 0.7)
        return
    for nearer, farther in ((None, 1), (None, 2), (0, None), (0, 1), (0, 2)):
        items = dict(layout.items)
        if nearer is not None:
            if late in layout.fixed:
                continue
            items[late] = _at_depth(items[late], nearer, layout.catalog)
        if farther is not None:
            if early in layout.fixed:
                continue
            items[early] = _at_depth(items[early], farther, layout.catalog)
        old, layout.items = layout.items, items
        if _rank(layout, late) > _rank(layout, early):
            return
        layout.items = old


def order_list(layout: Layout) -> None:
    """Of two pieces of one group and depth the later in the list covers the earlier one."""
    keys = list(layout.items)
    for fact in layout.facts:
        if not fact.holds or not fact.others or fact.kind not in ("on", "in", "in_front", "behind"):
            continue
        a, b = fact.subject, fact.others[0]
        late, early = (b, a) if fact.kind == "behind" else (a, b)
        if (
            late in keys
            and early in keys
            and keys.index(late) < keys.index(early)
            and late not in layout.fixed
        ):
            keys.remove(late)
            keys.insert(keys.index(early) + 1, late)
    layout.items = {key: layout.items[key] for key in keys}
