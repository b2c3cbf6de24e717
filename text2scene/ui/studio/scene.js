// A Scene as plain data: one form for every scene, what changed between two, which order things are drawn in.
// Nothing here changes an object; each function gives a new one and shares what stayed the same.

const SCENE_KEYS = ["format", "width", "height", "background", "text", "seed", "objects", "notes"];
const OBJECT_KEYS = ["id", "category", "x", "y", "depth", "flip", "pose", "expression", "scale", "style"];

function inOrder(data, known) {
  const out = {};
  for (const key of known) if (data[key] !== undefined) out[key] = data[key];
  for (const key of Object.keys(data).sort()) if (!known.includes(key) && data[key] !== undefined) out[key] = data[key];
  return out;
}

const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
const rounded = (value) => Math.round(value * 100) / 100 + 0;

/** An object in the one form: keys in their order, what is at its default left out, two decimals. */
export function canonicalObject(item) {
  const out = inOrder(item, OBJECT_KEYS);
  out.x = rounded(Math.min(5000, Math.max(-5000, out.x)));
  out.y = rounded(Math.min(5000, Math.max(-5000, out.y)));
  out.depth = out.depth ?? 0;
  out.flip = out.flip ?? false;
  if (out.pose === null) delete out.pose;
  if (out.expression === null) delete out.expression;
  if (out.scale !== undefined) {
    out.scale = Math.round(Math.min(20, Math.max(0.05, out.scale)) * 1000) / 1000;
    if (out.scale === 1) delete out.scale;
  }
  if (out.style && !Object.keys(out.style).length) delete out.style;
  return inOrder(out, OBJECT_KEYS);
}

/** A scene in the one form; objects that are as in ``before`` are the very same. */
export function canonical(scene, before = null) {
  const old = new Map((before?.objects ?? []).map((item) => [item.id, item]));
  const objects = scene.objects.map((item) => {
    const known = old.get(item.id);
    if (known === item) return item;
    const made = canonicalObject(item);
    return known && same(known, made) ? known : made;
  });
  return inOrder({ notes: [], text: "", seed: null, ...scene, objects }, SCENE_KEYS);
}

export function emptyScene() {
  return canonical({ format: "text2scene/1", width: 500, height: 400, background: "park", objects: [] });
}

/** What changed from one scene to another: the least that takes one to the other and back; null for nothing. */
export function difference(from, to) {
  const fields = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (key !== "objects" && !same(from[key], to[key])) fields[key] = [from[key], to[key]];
  }
  const objects = {};
  const old = new Map(from.objects.map((item) => [item.id, item]));
  const now = new Map(to.objects.map((item) => [item.id, item]));
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    if (!same(old.get(id), now.get(id))) objects[id] = [old.get(id), now.get(id)];
  }
  const ids = [[...old.keys()], [...now.keys()]];
  const order = same(...ids) ? null : ids;
  if (!order && !Object.keys(fields).length && !Object.keys(objects).length) return null;
  return { fields, objects, order };
}

/** A scene with a difference made (``side`` 1) or unmade (0). */
export function apply(scene, change, side) {
  const out = { ...scene };
  for (const [key, pair] of Object.entries(change.fields)) {
    if (pair[side] === undefined) delete out[key];
    else out[key] = pair[side];
  }
  const items = new Map(scene.objects.map((item) => [item.id, item]));
  for (const [id, pair] of Object.entries(change.objects)) {
    if (pair[side] === undefined) items.delete(id);
    else items.set(id, pair[side]);
  }
  const listed = new Set(change.order ? change.order[side] : []);
  const ids = change.order ? [...change.order[side], ...[...items.keys()].filter((id) => !listed.has(id))] : [...items.keys()];
  out.objects = ids.filter((id) => items.has(id)).map((id) => items.get(id));
  return inOrder(out, SCENE_KEYS);
}

export const find = (scene, id) => scene.objects.find((item) => item.id === id);

/** The scene with each of these objects changed by ``change``. */
export function changing(scene, ids, change) {
  const chosen = new Set(ids);
  return { ...scene, objects: scene.objects.map((item) => (chosen.has(item.id) ? { ...item, ...change(item) } : item)) };
}

export function without(scene, ids) {
  const gone = new Set(ids);
  return { ...scene, objects: scene.objects.filter((item) => !gone.has(item.id)) };
}

/** ``wanted``, or with the first free number: dog, dog-2, dog-3. */
export function freeId(wanted, scene) {
  const taken = new Set(scene.objects.map((item) => item.id));
  if (!taken.has(wanted)) return wanted;
  const base = wanted.replace(/-\d+$/, "");
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** Whether data that was kept in this browser can be shown; everything from outside is checked by the server. */
export function looksLikeScene(data) {
  const number = (value) => typeof value === "number" && Number.isFinite(value);
  return (
    !!data && data.format === "text2scene/1" && Array.isArray(data.objects) && data.objects.length <= 1000 &&
    number(data.width) && number(data.height) && typeof data.background === "string" &&
    data.objects.every((item) => item && typeof item.id === "string" && typeof item.category === "string" &&
      number(item.x) && number(item.y) && [undefined, 0, 1, 2].includes(item.depth))
  );
}
