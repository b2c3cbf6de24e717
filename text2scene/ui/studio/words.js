// What was understood: the words of the scene's text and what became of them, each lighting the other up,
// and for what there is no picture of, the nearest piece.

import { make } from "./dom.js";

const MOST_OFFERS = 6;

export class Words {
  constructor(root, app) {
    this.app = app;
    this.line = root.querySelector("#t2s-words");
    this.offers = root.querySelector("#t2s-unknown");
    this.known = new Map();
    this.shown = [];
    app.canvas.hovered = (id) => this.light(id);
  }

  /** What the server said about a text. */
  remember(text, words) {
    this.known.set(text, words);
  }

  /** Asks about the text of the scene, as after a reload. */
  async explain() {
    const { store, server } = this.app;
    const { scene } = store;
    if (!scene.text.trim()) return;
    try {
      this.remember(scene.text, (await server.ask("explain", { text: scene.text, scene })).words);
    } catch {
      this.remember(scene.text, []);
    }
    this.show();
  }

  show() {
    const { scene } = this.app.store;
    const words = this.known.get(scene.text);
    if (!words && scene.text.trim() && this.asked !== scene.text) {
      this.asked = scene.text;
      this.explain();
    }
    const there = scene.objects.map((item) => item.id);
    if (this.shown[0] === words && this.shown[1] === there.join()) return;
    this.shown = [words, there.join()];
    const ids = new Set(there);
    this.line.replaceChildren(...(words ?? []).map((word) => this.word(word, ids)));
    const unknown = new Map();
    for (const word of words ?? []) if (word.unknown) unknown.set(word.unknown.word, word.unknown);
    this.offers.replaceChildren(...[...unknown.values()].slice(0, MOST_OFFERS).map((one) => this.offer(one)));
  }

  word(word, there) {
    const ids = (word.ids ?? []).filter((id) => there.has(id));
    if (!ids.length && !word.unknown) return document.createTextNode(word.text);
    const { canvas, store } = this.app;
    const told = (word.messages ?? []).join(" ");
    const light = () => canvas.light(ids), dark = () => canvas.light([]);
    return make("button", {
      type: "button", class: word.unknown ? "t2s-word t2s-not-known" : "t2s-word", title: told, "data-ids": ids.join(" "),
      "aria-label": `${word.text.trim()}: ${told || "in the picture"}`,
      onpointerenter: light, onfocus: light, onpointerleave: dark, onblur: dark,
      onclick: () => (ids.length ? store.select(ids) : this.offers.querySelector("button")?.focus()),
    }, word.text);
  }

  /** Lights up the words of an object; none for null. */
  light(id) {
    for (const word of this.line.querySelectorAll("[data-ids]")) {
      word.classList.toggle("t2s-lit", id !== null && word.dataset.ids.split(" ").includes(id));
    }
  }

  // -- what there is no picture for -----------------------------------------------------------

  offer({ word, name, phrase }) {
    const line = make("span", { class: "t2s-offer" }, `There is no picture for “${word}”. `);
    if (!phrase) return line;
    const use = make("button", { type: "button", class: "t2s-soft", "data-use": name, onclick: () => this.use(word, name) }, `Use ${phrase}`);
    line.append(use);
    return line;
  }

  /** A piece instead of a word: in the text, and in the picture. */
  async use(word, name) {
    const { ask, pieces, store } = this.app;
    const before = store.scene;
    const text = `Add ${pieces.phrase(name)}.`;
    const answer = await ask.question("edit", { scene: before, text, locked: ask.locked });
    if (!answer) return;
    const label = pieces.label(name);
    const written = before.text.replace(word, () => (pieces.get(name).group === "person" ? label : label.toLowerCase()));
    if (!ask.unsent) ask.text.value = written;
    answer.scene.text = written;
    ask.takeChange(`Use ${pieces.phrase(name)}`, before, answer);
  }
}
