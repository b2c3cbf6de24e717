// Drawings: each once in the page's <defs>, in the colours of a style and the air of a depth, placed by reference.

const PAINTED = /\b(fill|stroke)="(#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3})"/g;
const HEX = /^#[0-9A-Fa-f]{6}$/;
const SVG = "http://www.w3.org/2000/svg";

const channels = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const hex = (values) => `#${values.map((v) => Math.min(255, Math.round(v)).toString(16).padStart(2, "0")).join("").toUpperCase()}`;
const full = (colour) => (colour.length === 7 ? colour : `#${[...colour.slice(1)].map((c) => c + c).join("")}`);
const darker = (colour) => hex(channels(colour).map((v) => v * (0.7 + (0.22 * v) / 255)));

/** The tones of a colour that has no name, as [base, shade, light, deep, accent]. */
export function derived(base, skin = false) {
  const values = channels(base);
  const share = 0.12 + (0.24 * (values[0] + values[1] + values[2])) / 765;
  const shade = darker(base);
  const deep = darker(shade);
  const blush = hex(values.map((v, i) => 0.45 * v + 0.55 * [240, 110, 110][i]));
  return [base.toUpperCase(), shade, hex(values.map((v) => v + (255 - v) * share)), deep, skin ? blush : deep];
}

export class Art {
  /** definitions: an svg element of the page, outside of what is shown. base: where PNG pieces are. */
  constructor(bundle, pieces, definitions, base) {
    this.pieces = pieces;
    this.kits = bundle.kits;
    this.colours = bundle.colours;
    this.base = base;
    this.definitions = definitions;
    this.known = new Map();
  }

  // -- colours --------------------------------------------------------------------------------

  named(part) {
    if (part === "skin") return this.colours.skin;
    return part === "hair" ? { ...this.colours.colours, ...this.colours.hair } : this.colours.colours;
  }

  tones(part, value) {
    const own = Object.hasOwn(this.named(part), value) ? this.named(part)[value] : null;
    if (own) return own;
    return typeof value === "string" && HEX.test(value) ? derived(value, part === "skin") : null;
  }

  /** The colour that a style gives to a shape's data-part ("bottom-shade top-shade"), or null. */
  styled(part, style) {
    for (const token of part.split(/\s+/)) {
      const [name, tone = "base"] = token.split("-");
      const number = this.colours.tones.indexOf(tone);
      if (number < 0 || !["skin", "hair", "top", "bottom", "shoes", "main", "trim"].includes(name)) continue;
      if (Object.hasOwn(style, name)) return this.tones(name, style[name])?.[number] ?? null;
    }
    return null;
  }

  restyled(body, style) {
    return body.replace(/<[a-zA-Z]+\b[^>]*\bdata-part="([^"]*)"[^>]*>/g, (tag, part) => {
      const colour = this.styled(part, style);
      return colour ? tag.replace(PAINTED, (_, paint) => `${paint}="${colour}"`) : tag;
    });
  }

  hazed(body, haze, air) {
    const far = channels(air);
    return body.replace(PAINTED, (_, paint, colour) => {
      const own = channels(full(colour));
      return `${paint}="${hex(own.map((v, i) => v + (far[i] - v) * haze))}"`;
    });
  }

  // -- drawings -------------------------------------------------------------------------------

  /** The drawing of an object, or of a child's hand alone: {id of its definition, box}, made if it is not there yet. */
  sprite(item, air = null, hand = null) {
    const piece = this.pieces.get(item.category);
    if (!piece) return this.define("unknown", [60, 60], () => UNKNOWN);
    const style = item.style ?? {};
    const haze = air && piece.actsAs !== "sun" ? this.pieces.rules.haze[item.depth ?? 0] : 0;
    const looks = Object.keys(style).length ? `~${Object.entries(style).map((pair) => pair.join("-")).join("~")}` : "";
    const shown = hand ? `grip-${hand.split("_")[0]}` : item.expression ?? "smile";
    const name = piece.group === "person" ? `${piece.name}-${item.pose ?? "wave"}-${shown}` : piece.name;
    const key = `${name}${looks}${haze ? `@${air}${haze}` : ""}`;
    const [body, box] = this.drawing(piece, item, style, hand);
    return this.define(key, box, () => {
      const restyled = Object.keys(style).length ? this.restyled(body, style) : body;
      return haze ? this.hazed(restyled, haze, air) : restyled;
    }, name);
  }

  drawing(piece, item, style, hand) {
    if (piece.group === "person") {
      const pose = Object.hasOwn(piece.poses, item.pose ?? "wave") ? item.pose ?? "wave" : "wave";
      const kit = this.kits[`${piece.name}-${pose}`];
      if (hand) return [kit.layers[`grip-${hand.split("_")[0]}`] ?? "", kit.box];
      const hairs = this.colours.hairStyles[piece.name];
      const hair = hairs.includes(style.hair_style) ? style.hair_style : hairs[0];
      const face = `face-${item.expression ?? "smile"}`;
      return [[`tail-${hair}`, "body", `head-${hair}`, face].map((name) => kit.layers[name] ?? "").join(""), kit.box];
    }
    if (piece.raster) {
      const [width, height] = piece.box;
      const link = `${this.base}piece/${encodeURIComponent(piece.name)}`;
      return [`<image width="${width}" height="${height}" preserveAspectRatio="none" href="${link}"/>`, piece.box];
    }
    return [piece.body, piece.box];
  }

  background(name) {
    const one = this.pieces.backgrounds.get(name) ?? this.pieces.backgrounds.values().next().value;
    return this.define(`background-${one.name}`, one.box, () => one.body);
  }

  shadow(strength) {
    const { shadowLayers, shadowColour } = this.pieces.rules;
    const circles = () => shadowLayers.map(([share, opacity]) =>
      `<circle r="${share}" fill="${shadowColour}" fill-opacity="${opacity * strength}"/>`).join("");
    return this.define(`shadow-${strength}`, [1, 1], circles);
  }

  define(key, box, make) {
    const found = this.known.get(key);
    if (found) return found;
    const id = `t2s-d${this.known.size}`;
    const group = document.createElementNS(SVG, "g");
    // Ids within a drawing, such as those of clip paths, get the definition's own name in front.
    group.innerHTML = make().replace(/\bid="([^"]+)"/g, `id="${id}.$1"`).replace(/url\(#([^)]+)\)/g, `url(#${id}.$1)`);
    group.id = id;
    this.definitions.append(group);
    const made = { id, box };
    this.known.set(key, made);
    return made;
  }

  // -- placing --------------------------------------------------------------------------------

  /** A <use> of a drawing: an object at its place, or only a child's grip over what is in that hand. */
  place(use, item, air, hand = null) {
    const { id, box } = this.sprite(item, air, hand);
    const [width, height] = this.pieces.size(item);
    const scale = this.pieces.scale(item);
    const across = (width * scale) / box[0], down = (height * scale) / box[1];
    const left = item.x - ((item.flip ? -1 : 1) * width * scale) / 2, top = item.y - (height * scale) / 2;
    set(use, { href: `#${id}`, transform: `matrix(${item.flip ? -across : across} 0 0 ${down} ${left} ${top})` });
    return use;
  }

  placeBackground(use, scene) {
    const { id, box } = this.background(scene.background);
    const factor = Math.max(scene.width / box[0], scene.height / box[1]);
    const left = (scene.width - box[0] * factor) / 2, top = (scene.height - box[1] * factor) / 2;
    set(use, { href: `#${id}`, transform: `matrix(${factor} 0 0 ${factor} ${left} ${top})` });
  }

  placeShadow(use, shadow) {
    const { id } = this.shadow(shadow.strength);
    set(use, { href: `#${id}`, transform: `matrix(${shadow.width / 2} 0 0 ${shadow.height / 2} ${shadow.x} ${shadow.y})` });
  }

  /** A small picture of a whole scene. */
  picture(scene) {
    const svg = node("svg", { viewBox: `0 0 ${scene.width} ${scene.height}`, "aria-hidden": "true" });
    const back = node("use");
    this.placeBackground(back, scene);
    svg.append(back);
    for (const shadow of this.pieces.shadows(scene)) {
      const use = node("use");
      this.placeShadow(use, shadow);
      svg.append(use);
    }
    const air = this.pieces.backgrounds.get(scene.background)?.air;
    const order = this.pieces.drawOrder(scene.objects);
    const held = this.pieces.holding(order);
    for (const item of order) {
      svg.append(this.place(node("use"), item, air));
      const holder = held.get(item);
      if (holder) svg.append(this.place(node("use"), holder.child, air, holder.hand));
    }
    return svg;
  }

  /** A small picture of one piece, or of the part of it in ``view`` (left, top, width, height of its box). */
  thumbnail(item, view = null) {
    const { id, box } = this.sprite({ ...item, depth: 0 });
    const pad = view ? 0 : Math.max(...box) * 0.04;
    const shown = view ?? [-pad, -pad, box[0] + 2 * pad, box[1] + 2 * pad];
    const svg = node("svg", { viewBox: shown.join(" "), "aria-hidden": "true" });
    svg.append(node("use", { href: `#${id}` }));
    return svg;
  }
}

const UNKNOWN = '<rect x="3" y="3" width="54" height="54" rx="10" fill="#EBDCC3" stroke="#8D7F99" stroke-width="2" stroke-dasharray="5 4"/>' +
  '<path d="M22 24a8 8 0 1 1 11 8c-2 1-3 2-3 5" fill="none" stroke="#6B5E7D" stroke-width="4" stroke-linecap="round"/><circle cx="30" cy="45" r="3" fill="#6B5E7D"/>';

export function node(name, attributes = {}) {
  return set(document.createElementNS(SVG, name), attributes);
}

export function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (element.getAttribute(key) !== String(value)) element.setAttribute(key, value);
  }
  return element;
}
