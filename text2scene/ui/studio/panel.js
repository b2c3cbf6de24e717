// The panel beside the picture: tools and looks of what is selected, else the background and the list of what is there.

import { icon, make } from "./dom.js";
import { changing } from "./scene.js";

const TOOLS = [
  ["flip", "Flip", "F"], ["larger", "Larger", "+"], ["smaller", "Smaller", "−"],
  ["nearer", "Nearer", "Page Down"], ["farther", "Farther", "Page Up"],
  ["forward", "To the front", "]"], ["back", "To the back", "["],
  ["copy", "Duplicate", "Ctrl D"], ["lock", "Lock", "L"], ["trash", "Delete", "Del"],
];
const PARTS = { skin: "Skin", hair: "Hair", top: "Top", bottom: "Trousers or skirt", shoes: "Shoes", main: "Main colour", trim: "Second colour" };
const POSE_NAMES = { reach: "Reaching", arms_up: "Arms up", kick: "Kicking", run: "Running", sit_cross_legged: "Cross-legged", sit: "Sitting", wave: "Waving" };
const FACE_NAMES = { angry: "Angry", laugh: "Laughing", smile: "Smiling", sad: "Sad", surprised: "Surprised" };
const nice = (name) => name.replaceAll("-", " ").replaceAll("_", " ");

export class Panel {
  constructor(root, app) {
    this.app = app;
    this.element = root.querySelector("#t2s-panel");
    this.open = null;
    this.built = "";
    app.store.listen(() => this.show());
    this.show();
  }

  /** Builds the panel anew where what it shows has changed, keeping the keyboard where it was. */
  show() {
    const { store } = this.app;
    const chosen = store.chosen;
    const state = JSON.stringify([
      chosen.map(({ x, y, ...looks }) => looks), this.open,
      chosen.length ? 0 : [store.scene.background, store.scene.objects.map((item) => [item.id, item.category, item.locked])],
    ]);
    if (state === this.built) return;
    this.built = state;
    const key = document.activeElement?.closest?.("#t2s-panel") ? document.activeElement.dataset.key : null;
    const scroll = this.element.scrollTop;
    this.element.replaceChildren(...(chosen.length ? this.objectPanel(chosen) : this.scenePanel()));
    this.element.classList.toggle("t2s-has-selection", chosen.length > 0);
    this.element.scrollTop = scroll;
    if (key) (this.element.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? this.element).focus({ preventScroll: true });
  }

  // -- what is selected -----------------------------------------------------------------------

  objectPanel(chosen) {
    const { pieces, store, act } = this.app;
    const locked = chosen.every((item) => item.locked);
    const title = chosen.length > 1 ? `${chosen.length} things` : pieces.label(chosen[0].category);
    const tools = TOOLS.map(([name, label, key]) => {
      if (chosen.length > 1 && (name === "forward" || name === "back")) return null;
      const shown = name === "lock" && locked ? ["unlock", "Unlock"] : [name, label];
      const disabled = locked && name !== "lock" && name !== "copy";
      return make("button", {
        type: "button", class: "t2s-tool", "data-key": name, "data-tool": name, title: `${shown[1]} (${key})`, disabled,
        onclick: () => act(name),
      }, icon(shown[0]), make("span", {}, shown[1]));
    });
    const head = make("header", {}, make("h2", {}, title),
      make("button", { type: "button", class: "t2s-round", "data-key": "done", title: "Done (Escape)", "aria-label": "Done", onclick: () => store.select([]) }, icon("close")));
    const out = [head, make("div", { class: "t2s-tools", role: "toolbar", "aria-label": `Tools for ${title}` }, ...tools.filter(Boolean))];
    if (chosen.length === 1 && !locked) out.push(...this.looks(chosen[0]));
    return out;
  }

  looks(item) {
    const { pieces } = this.app;
    const piece = pieces.get(item.category);
    if (!piece) return [];
    const out = [];
    if (piece.group === "person") {
      out.push(this.choices("Pose", "pose", pieces.rules.poses, POSE_NAMES, item), this.choices("Face", "expression", pieces.rules.expressions, FACE_NAMES, item));
      out.push(this.hair(item, piece));
    }
    if (piece.parts.length) out.push(make("h3", {}, "Colours"), ...piece.parts.map((part) => this.colours(item, part)));
    return out;
  }

  choices(title, field, names, labels, item) {
    const { art, pieces } = this.app;
    const buttons = names.map((name) => {
      const shown = { ...item, [field]: name, flip: false, scale: 1 };
      const view = field === "expression" ? faceView(pieces, shown) : null;
      return this.choice(`${field}-${name}`, labels[name], item[field] === name, art.thumbnail(shown, view), () => this.set(item, labels[name], { [field]: name }));
    });
    return this.group(title, `t2s-choices t2s-${field}`, buttons);
  }

  hair(item, piece) {
    const { art, pieces } = this.app;
    const styles = art.colours.hairStyles[piece.name];
    const own = item.style?.hair_style ?? styles[0];
    const buttons = styles.map((name, index) => {
      const style = { ...item.style, hair_style: name };
      if (index === 0) delete style.hair_style;
      const shown = { ...item, style, flip: false, scale: 1 };
      return this.choice(`hair-${name}`, nice(name), own === name, art.thumbnail(shown, faceView(pieces, shown, 1.25)), () => this.set(item, "Hair", { style }));
    });
    return this.group("Hair", "t2s-choices t2s-hair", buttons);
  }

  choice(key, label, on, picture, onclick) {
    const button = make("button", { type: "button", class: "t2s-choice", "data-key": key, "aria-label": label, title: label, "aria-pressed": String(on), onclick });
    button.append(picture);
    return button;
  }

  group(title, kind, buttons) {
    return make("div", { role: "group", "aria-label": title }, make("h3", {}, title), make("div", { class: kind }, ...buttons));
  }

  /** A row that opens the colours of one part. */
  colours(item, part) {
    const { art } = this.app;
    const value = item.style?.[part] ?? null;
    const name = PARTS[part];
    const open = this.open === part;
    const tones = value ? art.tones(part, value) : null;
    const swatch = make("i", { class: "t2s-swatch", style: tones ? `background:${tones[0]}` : null, "data-none": !tones });
    const row = make("button", {
      type: "button", class: "t2s-part", "data-key": `part-${part}`, "aria-expanded": String(open),
      onclick: () => { this.open = open ? null : part; this.show(); },
    }, swatch, make("span", {}, name), make("small", {}, value ? nice(value) : "as drawn"));
    if (!open) return row;
    const entries = Object.entries(art.named(part)).filter(([colour]) => !["leaf", "trunk", "gray", "violet", "light-blue"].includes(colour));
    const dots = entries.map(([colour, [base]]) => make("button", {
      type: "button", class: "t2s-dot", "data-key": `${part}-${colour}`, style: `background:${base}`, title: nice(colour),
      "aria-label": `${name}: ${nice(colour)}`, "aria-pressed": String(value === colour), onclick: () => this.paint(item, part, colour),
    }));
    const own = make("input", {
      type: "color", "data-key": `${part}-own`, "aria-label": `${name}: a colour of your own`,
      title: "A colour of your own", value: tones ? tones[0].toLowerCase() : "#e4574c",
      onchange: (event) => this.paint(item, part, event.target.value.toUpperCase()),
    });
    const none = make("button", { type: "button", class: "t2s-soft", "data-key": `${part}-none`, onclick: () => this.paint(item, part, null) }, "As drawn");
    return make("div", { class: "t2s-palette" }, row, make("div", { class: "t2s-dots", role: "group", "aria-label": name }, ...dots, own, none));
  }

  paint(item, part, value) {
    const style = { ...item.style };
    if (value) style[part] = value;
    else delete style[part];
    this.set(item, PARTS[part], { style });
  }

  set(item, label, change) {
    const { store, pieces } = this.app;
    store.commit(label, (scene) => pieces.carrying(scene, changing(scene, [item.id], () => change), [item.id]));
  }

  // -- the scene ------------------------------------------------------------------------------

  scenePanel() {
    const { store, art, pieces } = this.app;
    const { scene } = store;
    const places = [...pieces.backgrounds.values()].map((one) => {
      const picture = art.picture({ ...scene, background: one.name, objects: [] });
      return this.choice(`background-${one.name}`, one.phrase, scene.background === one.name, picture,
        () => store.commit("Background", (now) => ({ ...now, background: one.name })));
    });
    const list = pieces.drawOrder(scene.objects).reverse().map((item) => make("li", {}, make("button", {
      type: "button", class: "t2s-entry", "data-key": `object-${item.id}`,
      onclick: () => { store.select([item.id]); this.element.querySelector('[data-key="done"]')?.focus(); },
      onpointerenter: () => this.app.canvas.light([item.id]), onpointerleave: () => this.app.canvas.light([]),
    }, this.small(item), make("span", {}, pieces.label(item.category)), item.locked ? icon("lock") : null)));
    return [
      make("header", {}, make("h2", {}, "The scene")),
      this.group("Place", "t2s-choices t2s-places", places),
      make("h3", {}, scene.objects.length ? "In the picture" : "Nothing is in the picture yet"),
      make("ul", { class: "t2s-list" }, ...list),
    ];
  }

  small(item) {
    const holder = make("i", { class: "t2s-mini" });
    holder.append(this.app.art.thumbnail({ ...item, flip: false, scale: 1 }));
    return holder;
  }
}

/** The part of a child's picture in which the face is. */
function faceView(pieces, child, wide = 1) {
  const pose = pieces.pose(child);
  const [width, height] = pose.size;
  const half = 36 * wide;
  const x = width / 2 + pose.eyes[0] - half + 2, y = height / 2 + pose.eyes[1] - half + 2;
  return [x, y, 2 * half, 2 * half];
}
