// The drawer of all pieces: search, a click adds one, and one can be dragged into the picture.

import { make } from "./dom.js";
import { added } from "./tools.js";

const GROUPS = [["person", "People"], ["animal", "Animals"], ["wearable", "To wear"], ["food", "Food"], ["toy", "Toys and things"], ["park", "Park and places"], ["sky", "Sky"]];

export class Drawer {
  constructor(root, app) {
    this.app = app;
    this.grid = root.querySelector("#t2s-pieces");
    this.search = root.querySelector("#t2s-search");
    this.count = root.querySelector("#t2s-found");
    this.ghost = null;
    this.press = null;
    this.build();
    this.search.addEventListener("input", () => this.filter());
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.grid.querySelector(".t2s-piece:not([hidden])")?.click();
      if (event.key === "Escape" && this.search.value) {
        this.search.value = "";
        this.filter();
        event.stopPropagation();
      }
    });
    this.grid.addEventListener("pointerdown", (event) => this.down(event));
    window.addEventListener("pointermove", (event) => this.move(event));
    window.addEventListener("pointerup", (event) => this.up(event));
    window.addEventListener("pointercancel", () => this.end());
    window.addEventListener("keydown", (event) => event.key === "Escape" && this.end());
    this.grid.addEventListener("click", (event) => this.click(event));
  }

  build() {
    const { pieces, art } = this.app;
    for (const [group, title] of GROUPS) {
      const own = pieces.list.filter((piece) => piece.group === group);
      if (!own.length) continue;
      const buttons = own.map((piece) => {
        const button = make("button", { type: "button", class: "t2s-piece", "data-piece": piece.name, title: piece.label, "aria-label": `Add ${piece.phrase}` });
        const look = piece.group === "person" ? { category: piece.name, pose: "wave", expression: "smile" } : { category: piece.name };
        button.append(art.thumbnail(look));
        return button;
      });
      this.grid.append(make("section", { "aria-label": title }, make("h3", {}, title), make("div", { class: "t2s-shelf" }, ...buttons)));
    }
  }

  filter() {
    const wanted = this.search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const section of this.grid.children) {
      let here = 0;
      for (const button of section.querySelectorAll(".t2s-piece")) {
        const piece = this.app.pieces.get(button.dataset.piece);
        const words = [piece.label, piece.name, ...piece.words].join(" ").toLowerCase();
        button.hidden = !wanted.every((word) => words.includes(word));
        if (!button.hidden) here += 1;
      }
      section.hidden = !here;
      found += here;
    }
    this.count.textContent = wanted.length ? (found ? `${found} found` : "Nothing like that is here; try another word.") : "";
  }

  add(name, at = null) {
    const { store, pieces, canvas } = this.app;
    if (store.scene.objects.length >= 300) return this.app.voice.say("The picture is full; take something out first.");
    let id;
    canvas.finish();
    store.commit(`Add ${pieces.phrase(name)}`, (scene) => {
      const [next, made] = added(pieces, scene, name, at, store.selected);
      id = made;
      return next;
    });
    store.select([id]);
    this.app.voice.whisper(`${pieces.label(name)} added and selected.`);
  }

  // -- dragging one in ------------------------------------------------------------------------

  click(event) {
    const button = event.target.closest(".t2s-piece");
    if (button && !this.dropped) this.add(button.dataset.piece);
    this.dropped = false;
  }

  down(event) {
    const button = event.target.closest(".t2s-piece");
    this.dropped = false;
    if (button && event.button === 0) this.press = { name: button.dataset.piece, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  move(event) {
    const { press } = this;
    if (!press || press.pointer !== event.pointerId) return;
    if (!this.ghost) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < 7) return;
      const piece = this.app.pieces.get(press.name);
      const pixel = this.app.canvas.pixel();
      const look = piece.group === "person" ? { category: press.name, pose: "wave", expression: "smile" } : { category: press.name };
      this.ghost = make("div", { class: "t2s-ghost", "aria-hidden": "true", style: `width:${piece.size[0] / pixel}px;height:${piece.size[1] / pixel}px` });
      const picture = this.app.art.thumbnail(look, [0, 0, ...this.app.art.sprite({ ...look, depth: 0 }).box]);
      picture.setAttribute("preserveAspectRatio", "none");
      this.ghost.append(picture);
      this.app.root.append(this.ghost);
    }
    this.ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px) translate(-50%, -50%)`;
    event.preventDefault();
  }

  up(event) {
    const { press, ghost } = this;
    if (!press || press.pointer !== event.pointerId) return;
    this.end();
    if (!ghost) return;
    this.dropped = true;
    setTimeout(() => (this.dropped = false), 50);
    if (this.app.canvas.inside(event)) this.add(press.name, this.app.canvas.at(event));
  }

  end() {
    this.press = null;
    this.ghost?.remove();
    this.ghost = null;
  }
}
