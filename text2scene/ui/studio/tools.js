// What can be done to what is selected: each gives the next scene from the present one.

import { changing, find, freeId, without } from "./scene.js";

const FACTOR = 1.15;
const free = (scene, ids) => ids.filter((id) => find(scene, id) && !find(scene, id).locked);

/** Objects changed, their children's hats and things along with them. */
export function changed(pieces, scene, ids, change) {
  const able = free(scene, ids);
  return pieces.carrying(scene, changing(scene, able, change), able);
}

export function moved(pieces, scene, ids, dx, dy) {
  return changed(pieces, scene, ids, (item) => ({ x: item.x + dx, y: item.y + dy }));
}

export function flipped(pieces, scene, ids) {
  return changed(pieces, scene, ids, (item) => ({ flip: !item.flip }));
}

/** Nearer (-1) or farther (1), on the same feet. */
export function atDepth(pieces, scene, ids, step) {
  return changed(pieces, scene, ids, (item) => {
    const depth = Math.min(2, Math.max(0, (item.depth ?? 0) + step));
    const [, height] = pieces.size(item);
    const feet = item.y + (height * pieces.scale(item)) / 2;
    return { depth, y: feet - (height * pieces.scale({ ...item, depth })) / 2 };
  });
}

/** Larger or smaller by a factor, on the same feet. */
export function sized(pieces, scene, ids, larger) {
  return changed(pieces, scene, ids, (item) => {
    const scale = Math.min(20, Math.max(0.05, (item.scale ?? 1) * (larger ? FACTOR : 1 / FACTOR)));
    const [, height] = pieces.size(item);
    const feet = item.y + (height * pieces.scale(item)) / 2;
    return { scale, y: feet - (height * pieces.scale({ ...item, scale })) / 2 };
  });
}

/** Scaled about a point that stays, by dragging a corner. */
export function scaledAbout(pieces, scene, ids, factor, x, y) {
  return changed(pieces, scene, ids, (item) => ({
    scale: (item.scale ?? 1) * factor, x: x + (item.x - x) * factor, y: y + (item.y - y) * factor,
  }));
}

/**
 * In front of (1) or behind (-1) the next thing that it touches. What is drawn over what goes by depth and
 * kind first, so between two depths or kinds this says, instead of a scene, why it cannot be: a text.
 */
export function stacked(pieces, scene, id, step) {
  const order = pieces.drawOrder(scene.objects);
  const at = order.findIndex((item) => item.id === id);
  const own = order[at];
  const touches = (other) => {
    const a = pieces.box(own), b = pieces.box(other);
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  };
  let target = null;
  for (let i = at + step; i >= 0 && i < order.length; i += step) {
    if (pieces.layer(order[i]).join() !== pieces.layer(own).join()) {
      if (!target && touches(order[i])) {
        const word = step > 0 ? "in front of" : "behind";
        return `${pieces.label(order[i].category)} is always drawn ${step > 0 ? "over" : "under"} ` +
          `${pieces.label(own.category)} at this distance; to get ${word} it, use ${step > 0 ? "Nearer" : "Farther"}.`;
      }
      continue;
    }
    target = order[i];
    if (touches(target)) break;
  }
  if (!target) return step > 0 ? "It is in front already." : "It is at the back already.";
  const rest = scene.objects.filter((item) => item.id !== id);
  const place = rest.findIndex((item) => item.id === target.id) + (step > 0 ? 1 : 0);
  return { ...scene, objects: [...rest.slice(0, place), own, ...rest.slice(place)] };
}

/** With copies beside the objects: [scene, ids of the copies]. */
export function duplicated(scene, ids) {
  let next = scene;
  const copies = [];
  for (const id of ids) {
    const { locked, ...item } = find(scene, id);
    const copy = { ...item, id: freeId(item.id, next), x: item.x + 26, y: item.y + 10 };
    next = { ...next, objects: [...next.objects, copy] };
    copies.push(copy.id);
  }
  return [next, copies];
}

export function deleted(scene, ids) {
  return without(scene, free(scene, ids));
}

export function locking(scene, ids, lock) {
  return changing(scene, ids, () => ({ locked: lock ? true : undefined }));
}

/** A new object of a piece at a place, or where such a thing usually is: [scene, id]. */
export function added(pieces, scene, name, at = null, selected = []) {
  const piece = pieces.get(name);
  const id = freeId(name, scene);
  const item = { id, category: name, x: scene.width / 2, y: scene.height / 2, depth: 0, flip: false };
  if (piece.group === "person") Object.assign(item, { pose: "wave", expression: "smile" });
  const [, height] = pieces.size(item);
  const count = scene.objects.filter((other) => other.category === name).length;
  if (at) {
    [item.x, item.y] = at;
  } else if (piece.group === "sky") {
    item.x += ((scene.objects.length * 83) % 300) - 150;
    item.y = Math.max(60, height / 2);
  } else {
    item.x += ((scene.objects.length * 67 + count * 40) % 260) - 130;
    item.y = Math.max(height / 2, scene.height - 24 - height / 2);
  }
  const child = at ? null : headFor(pieces, scene, piece, selected);
  if (child) {
    [item.x, item.y] = pieces.anchor(child, "head", name);
    Object.assign(item, { depth: child.depth, flip: child.flip, scale: child.scale });
  }
  const snap = at && snapped(pieces, scene, item);
  return [{ ...scene, objects: [...scene.objects, snap ? { ...item, ...snap.change } : item] }, id];
}

/** Whose head a hat goes to when it is clicked: a selected child's, else the first bare one. */
function headFor(pieces, scene, piece, selected) {
  if (piece.group !== "wearable") return null;
  const children = scene.objects.filter((item) => pieces.isChild(item));
  const worn = pieces.worn(scene.objects);
  const bare = (child) => !worn.get(child.id)?.some((item) => pieces.rules.eyewear.includes(item.category) ===
    pieces.rules.eyewear.includes(piece.name));
  return children.find((child) => selected.includes(child.id)) ?? children.find(bare) ?? null;
}

/** Where a hat or a thing that can be held would snap to: {change, child, at}, or null. */
export function snapped(pieces, scene, item) {
  const bearer = pieces.bearer(item, scene.objects.filter((other) => other.id !== item.id), 0.8);
  if (!bearer) return null;
  const { child, at } = bearer;
  return { child, at, change: { x: at[0], y: at[1], depth: child.depth } };
}
