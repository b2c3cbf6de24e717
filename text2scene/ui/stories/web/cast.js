// Who is in the story: names and looks, on every page at once.

import { make } from "../dom.js";
import { sign } from "./icons.js";

const PARTS = { skin: "Skin", hair: "Hair", top: "Top", bottom: "Trousers or skirt", shoes: "Shoes", main: "Colour", trim: "Second colour" };
const LEAVE_OUT = ["leaf", "trunk", "gray", "violet", "light-blue"];
const nice = (name) => name.replaceAll("-", " ").replaceAll("_", " ");

export class Cast {
  constructor(app) {
    this.app = app;
    app.work.listen((kind) => kind === "story" && this.dialog?.open && this.draw());
  }

  show(id = null) {
    this.chosen = id;
    this.list = make("ul", { class: "s-people", "aria-label": "Who is in it" });
    this.looks = make("div", { class: "s-looks" });
    this.dialog = this.app.dialogs.show("cast", "Who is in it", [make("div", { class: "s-cast" }, this.list, this.looks)], { closed: () => this.app.work.flush() });
    this.draw();
  }

  /** Everybody with a name, and the children of the pictures that have none yet. */
  get members() {
    const { story } = this.app.work;
    const { pieces } = this.app.pictures;
    const named = new Set(story.cast.map((member) => member.id));
    const found = new Map();
    for (const { scene } of story.pages) {
      for (const item of scene.objects) {
        if (named.has(item.id) || found.has(item.id) || !["person"].includes(pieces.get(item.category)?.group)) continue;
        found.set(item.id, { name: pieces.label(item.category), category: item.category, id: item.id, ...(item.style ? { style: item.style } : {}) });
      }
    }
    return [...story.cast, ...found.values()];
  }

  draw() {
    const { members } = this;
    const { pictures } = this.app;
    const focus = document.activeElement?.dataset?.key;
    if (!members.length) {
      this.looks.replaceChildren(make("p", {}, "Nobody with a name is in this story yet. Write “Ada is the girl” or “Rex is a dog” into it."));
      return;
    }
    const own = members.find((member) => member.id === this.chosen) ?? members[0];
    this.chosen = own.id;
    this.list.replaceChildren(...members.map((member) => make("li", {}, make("button", {
      type: "button", class: "s-person", "data-key": `who-${member.id}`, "aria-pressed": String(member === own), onclick: () => { this.chosen = member.id; this.open = null; this.draw(); },
    }, make("span", { class: "s-face" }, pictures.portrait(member.category, member.style ?? {})), make("span", { dir: "auto" }, member.name)))));
    this.looks.replaceChildren(...this.look(own));
    if (focus) this.dialog.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }

  look(member) {
    const { pictures } = this.app;
    const piece = pictures.pieces.get(member.category);
    const child = piece?.group === "person";
    const name = make("input", { type: "text", id: "story-cast-name", "data-key": "name", maxlength: "80", value: member.name, autocomplete: "off", onchange: (event) => this.rename(member, event.target) });
    const picture = child ? pictures.art.thumbnail({ category: member.category, style: member.style ?? {}, pose: "wave", expression: "smile" }) : pictures.portrait(member.category, member.style ?? {});
    const parts = (piece?.parts ?? []).map((part) => this.part(member, part));
    return [
      make("div", { class: "s-figure" }, picture),
      make("div", { class: "s-looks-parts" },
        make("div", { class: "s-field" }, make("label", { for: "story-cast-name" }, "Name"), name),
        child ? this.hair(member) : null, ...parts),
    ];
  }

  hair(member) {
    const { pictures } = this.app;
    const styles = pictures.art.colours.hairStyles[member.category] ?? [];
    const now = member.style?.hair_style ?? styles[0];
    const buttons = styles.map((style, index) => make("button", {
      type: "button", class: "s-hair", "data-key": `hair-${style}`, title: nice(style), "aria-label": `Hair: ${nice(style)}`, "aria-pressed": String(now === style),
      onclick: () => this.paint(member, "hair_style", index ? style : null),
    }, pictures.portrait(member.category, { ...member.style, hair_style: style })));
    return make("div", { class: "s-field", role: "group", "aria-label": "Hair" }, make("span", { class: "s-field-name" }, "Hair cut"), make("span", { class: "s-dots" }, ...buttons));
  }

  /** One row of colours. */
  part(member, part) {
    const { art } = this.app.pictures;
    const value = member.style?.[part] ?? null;
    const colours = Object.entries(art.named(part)).filter(([name]) => !LEAVE_OUT.includes(name));
    const dots = colours.map(([colour, [base]]) => make("button", {
      type: "button", class: "s-dot", "data-key": `${part}-${colour}`, style: `background:${base}`, title: nice(colour), "aria-label": `${PARTS[part]}: ${nice(colour)}`,
      "aria-pressed": String(value === colour), onclick: () => this.paint(member, part, colour),
    }));
    const none = make("button", { type: "button", class: "s-dot s-dot-none", "data-key": `${part}-none`, title: "As drawn", "aria-label": `${PARTS[part]}: as drawn`, "aria-pressed": String(!value), onclick: () => this.paint(member, part, null) }, sign("close"));
    return make("div", { class: "s-field", role: "group", "aria-label": PARTS[part] }, make("span", { class: "s-field-name" }, PARTS[part]), make("span", { class: "s-dots" }, ...dots, none));
  }

  paint(member, part, value) {
    const style = { ...member.style };
    if (value) style[part] = value;
    else delete style[part];
    this.recast({ ...member, style });
  }

  rename(member, box) {
    const name = box.value.trim();
    if (!name) box.value = member.name;
    else if (name !== member.name) this.recast({ ...member, name });
  }

  async recast(member) {
    if (!(await this.app.work.change({ do: "recast", member }))) this.draw();
  }
}
