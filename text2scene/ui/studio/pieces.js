// What is known of the pieces: sizes, order of drawing, heads and hands, shadows, and a scene told in words.
// The same rules as in the library (scene, steps, render.hands, render.shadows, ui.describe); tests compare the two.

export class Pieces {
  constructor(bundle) {
    this.rules = bundle.rules;
    this.words = bundle.words;
    this.list = bundle.pieces;
    this.byName = new Map(bundle.pieces.map((piece) => [piece.name, piece]));
    this.backgrounds = new Map(bundle.backgrounds.map((one) => [one.name, one]));
  }

  get(name) {
    return this.byName.get(name);
  }

  label(name) {
    return this.get(name)?.label ?? String(name).replaceAll("_", " ");
  }

  phrase(name) {
    const own = this.get(name)?.phrase;
    if (own) return own;
    const label = String(name).replaceAll("_", " ");
    return `${/^[aeiou]/.test(label) ? "an" : "a"} ${label}`;
  }

  isChild(item) {
    return this.get(item.category)?.group === "person";
  }

  // -- sizes ----------------------------------------------------------------------------------

  scale(item) {
    return this.rules.depths[item.depth ?? 0] * (item.scale ?? 1);
  }

  pose(item) {
    const poses = this.get(item.category)?.poses;
    return poses ? poses[item.pose ?? "wave"] ?? Object.values(poses)[0] : null;
  }

  size(item) {
    const piece = this.get(item.category);
    if (!piece) return [60, 60];
    return this.pose(item)?.size ?? piece.size;
  }

  box(item) {
    const [width, height] = this.size(item);
    const half = this.scale(item) / 2;
    return { left: item.x - width * half, top: item.y - height * half, right: item.x + width * half, bottom: item.y + height * half };
  }

  // -- from back to front ---------------------------------------------------------------------

  layer(item) {
    const piece = this.get(item.category);
    const group = piece?.group ?? "toy";
    if (group === "sky") return [0, piece.actsAs === "sun" ? 0 : 1, 0];
    return [1, -(item.depth ?? 0), this.rules.groups.indexOf(group)];
  }

  drawOrder(objects) {
    const keyed = objects.map((item, index) => ({ item, key: [...this.layer(item), index] }));
    keyed.sort((one, other) => {
      for (let i = 0; i < 4; i += 1) if (one.key[i] !== other.key[i]) return one.key[i] - other.key[i];
      return 0;
    });
    return keyed.map((entry) => entry.item);
  }

  // -- heads and hands ------------------------------------------------------------------------

  anchor(child, part, category) {
    const pose = this.pose(child);
    const piece = this.get(category);
    let dx, dy;
    if (part === "head") {
      [dx, dy] = this.rules.eyewear.includes(category) ? pose.eyes : pose.hat;
      dx += piece?.worn[0] ?? 0;
      dy += piece?.worn[1] ?? 0;
    } else {
      const [across, down] = piece?.held ?? [0, 0];
      const hand = pose.hands[part === "right_hand" ? 0 : 1];
      dx = hand[0] + (part === "right_hand" ? across : -across);
      dy = hand[1] + down;
    }
    const scale = this.scale(child);
    return [child.x + (child.flip ? -dx : dx) * scale, child.y + dy * scale];
  }

  parts(category) {
    const piece = this.get(category);
    if (!piece || piece.group === "person") return [];
    return [...(piece.group === "wearable" ? ["head"] : []), ...(piece.held ? ["right_hand", "left_hand"] : [])];
  }

  /** The child and the part of it that an object is on: {child, part, at, distance}, or null. */
  bearer(item, objects, reach = 1) {
    let best = null;
    const parts = this.parts(item.category);
    if (!parts.length) return null;
    for (const child of objects) {
      if (!this.isChild(child)) continue;
      for (const part of parts) {
        const at = this.anchor(child, part, item.category);
        const distance = Math.max(Math.abs(item.x - at[0]), Math.abs(item.y - at[1]));
        const within = (part === "head" ? this.rules.wornWithin : this.rules.heldWithin) * this.scale(child) * reach;
        if (distance <= within && (!best || distance < best.distance)) best = { child, part, at, distance };
      }
    }
    return best;
  }

  /** By each thing that a hand is closed over: {child, hand}. order: objects in drawing order; the grip comes after its thing. */
  holding(order) {
    const found = new Map();
    const children = [];
    for (const item of order) {
      if (this.isChild(item)) children.push(item);
      const grasped = this.get(item.category)?.grasped;
      if (!grasped?.includes(true)) continue;
      let holder = null, nearest = 1;
      for (const child of children) {
        for (const hand of ["right_hand", "left_hand"]) {
          const [x, y] = this.anchor(child, hand, item.category);
          const distance = Math.max(Math.abs(item.x - x), Math.abs(item.y - y)) / (this.rules.heldWithin * this.scale(child));
          if (distance <= nearest) [nearest, holder] = [distance, { child, hand }];
        }
      }
      if (holder && grasped[Number(this.isFist(holder))]) found.set(item, holder);
    }
    return found;
  }

  isFist({ child, hand }) {
    return this.rules.fists.some((fist) => fist[0] === (child.pose ?? "wave") && fist[1] === hand);
  }

  /** After children changed, their hats and what they hold go along: the scene with these moved too. */
  carrying(before, after, moved) {
    const chosen = new Set(moved);
    const children = new Map(after.objects.filter((item) => this.isChild(item)).map((item) => [item.id, item]));
    const objects = after.objects.map((item) => {
      if (chosen.has(item.id) || item.locked) return item;
      const old = before.objects.find((other) => other.id === item.id);
      const bearer = old && this.bearer(old, before.objects);
      if (!bearer || !chosen.has(bearer.child.id)) return item;
      const child = children.get(bearer.child.id);
      if (!child) return item;
      const at = this.anchor(child, bearer.part, item.category);
      const ratio = this.scale(child) / this.scale(bearer.child);
      const turned = child.flip !== bearer.child.flip;
      const across = (old.x - bearer.at[0]) * ratio * (turned ? -1 : 1);
      const out = { ...item, x: at[0] + across, y: at[1] + (old.y - bearer.at[1]) * ratio };
      if (turned) out.flip = !item.flip;
      if (old.depth === bearer.child.depth) out.depth = child.depth;
      const grown = ((child.scale ?? 1) / (bearer.child.scale ?? 1));
      if (grown !== 1) out.scale = (item.scale ?? 1) * grown;
      return out;
    });
    return { ...after, objects };
  }

  // -- shadows --------------------------------------------------------------------------------

  horizon(scene) {
    const factor = Math.max(scene.width / 500, scene.height / 400);
    return scene.height / 2 + (this.rules.horizon - 200) * factor;
  }

  shadows(scene) {
    const ground = this.horizon(scene);
    const bodies = [], supports = [], standing = [];
    for (const item of this.drawOrder(scene.objects)) {
      const piece = this.get(item.category);
      if (!piece || piece.stance === "floats") continue;
      const one = { item, piece, box: this.box(item) };
      standing.push([one, supports.length]);
      if (piece.group === "person" || piece.group === "animal") bodies.push(one);
      if (piece.carries) supports.push(one);
    }
    const found = [];
    for (const [one, count] of standing) {
      const least = one.piece.stance === "stands" ? 4 : 95 * this.rules.depths[one.item.depth ?? 0];
      if (one.box.bottom < ground + least || this.carried(one, bodies)) continue;
      if (supports.slice(0, count).some((support) => isOn(one, support))) continue;
      found.push(...this.ellipses(one));
    }
    return found;
  }

  carried(one, bodies) {
    const { item, piece } = one;
    if (piece.group === "wearable") {
      return bodies.some(({ box }) => box.left <= item.x && item.x <= box.right &&
        box.top - 0.25 * (box.bottom - box.top) <= item.y && item.y <= (box.top + box.bottom) / 2);
    }
    if (!piece.held) return false;
    return bodies.some((body) => body.piece.poses && ["right_hand", "left_hand"].some((hand) => {
      const [x, y] = this.anchor(body.item, hand, item.category);
      return Math.max(Math.abs(item.x - x), Math.abs(item.y - y)) <= this.rules.heldWithin * this.scale(body.item);
    }));
  }

  ellipses({ item, piece, box }) {
    const scale = this.scale(item);
    const own = piece.poses ? this.pose(item).foot : piece.foot;
    const foot = own?.length ? own : [[-0.38 * piece.size[0], 0.38 * piece.size[0]]];
    return foot.map(([left, right]) => {
      const middle = (left + right) / 2;
      const half = ((right - left) / 2 * 1.1 + 2) * scale;
      const low = Math.min(Math.max(0.17 * half, 2.5 * scale), 13 * scale);
      return {
        id: item.id, x: item.x + (item.flip ? -middle : middle) * scale, y: box.bottom - 0.4 * low,
        width: 2 * half, height: 2 * low, strength: this.rules.shadowStrength[item.depth ?? 0],
      };
    });
  }

  // -- in words -------------------------------------------------------------------------------

  /** What a person who cannot see the picture would want to be told. */
  describe(scene) {
    const worn = this.worn(scene.objects);
    const onHeads = new Set([...worn.values()].flat().map((item) => item.id));
    const shown = scene.objects.filter((item) => !onHeads.has(item.id) && this.visible(item, scene));
    const place = this.backgrounds.get(scene.background)?.phrase ?? scene.background.replaceAll("_", " ");
    const across = (one, other) => one.x - other.x;
    const third = (x) => Math.min(2, Math.max(0, Math.trunc((3 * x) / scene.width)));
    const heads = ["At the left", "In the middle", "At the right"];
    const sky = shown.filter((item) => this.get(item.category)?.group === "sky");
    const ground = shown.filter((item) => !sky.includes(item)).sort(across);
    const sentences = [`A cartoon of a ${place}`];
    if (sky.length) {
      const parts = [...sky].sort(across).map((item) => `${this.phrase(item.category)} ${heads[third(item.x)].toLowerCase()}`);
      sentences.push(`In the sky: ${joined(parts)}`);
    }
    heads.forEach((head, number) => {
      const here = ground.filter((item) => third(item.x) === number);
      if (here.length) sentences.push(`${head}: ${here.map((item) => this.told(item, worn.get(item.id))).join("; ")}`);
    });
    if (sentences.length === 1) sentences[0] = `An empty ${place}`;
    return `${sentences.join(". ")}.`;
  }

  /** One object in words: "Mike, waving, smiling, facing right, wearing a crown". */
  told(item, worn = []) {
    const parts = [this.phrase(item.category)];
    if (this.isChild(item)) {
      parts.push(this.words.poses[item.pose] ?? "", this.words.expressions[item.expression] ?? "");
      parts.push(item.flip ? "facing left" : "facing right");
    }
    if (worn.length) parts.push(`wearing ${joined(worn.map((piece) => this.phrase(piece.category)))}`);
    parts.push(["", "a little way off", "far away"][item.depth ?? 0]);
    return parts.filter(Boolean).join(", ");
  }

  visible(item, scene) {
    const [wide, high] = this.get(item.category) ? this.size(item) : [0, 0];
    const x = (wide / 2) * this.scale(item), y = (high / 2) * this.scale(item);
    return -x < item.x && item.x < scene.width + x && -y < item.y && item.y < scene.height + y;
  }

  worn(objects) {
    const children = objects.filter((item) => this.isChild(item));
    const out = new Map();
    for (const item of objects) {
      if (this.get(item.category)?.group !== "wearable" || !children.length) continue;
      let best = null;
      for (const child of children) {
        const [x, y] = this.anchor(child, "head", item.category);
        const distance = Math.hypot(item.x - x, item.y - y) / this.scale(child);
        if (!best || distance < best.distance) best = { child, distance };
      }
      if (best.distance <= 32) out.set(best.child.id, [...(out.get(best.child.id) ?? []), item]);
    }
    return out;
  }
}

function isOn(one, support) {
  const high = support.piece.size[1];
  if (high > 400 && one.piece.stance === "stands") return false;
  const { left, top, right, bottom } = support.box;
  return left <= one.item.x && one.item.x <= right && top <= one.box.bottom && one.box.bottom <= bottom - 0.15 * (bottom - top);
}

export function joined(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words.join("");
}
