// Writing: the text box, its variations and ideas, and the box for changes.

import { icon, make } from "./dom.js";
import { apply, canonical, difference } from "./scene.js";

export class Ask {
  constructor(root, app) {
    this.app = app;
    const parts = ["text", "draw", "another", "ideas", "seed", "pin", "message", "examples", "gallery", "tell", "said"];
    for (const name of [...parts, "fill", "surprise", "alone"]) this[name] = root.querySelector(`#t2s-${name}`);
    this.number = 0;
    this.pinned = false;
    this.placed = null; // the background that the text of the scene brought, and the page's own under it
    this.form = root.querySelector("#t2s-tell-form");
    this.text.maxLength = this.tell.maxLength = app.limits.text;
    this.seed.max = app.limits.seed;
    this.listen();
    for (const sentence of app.examples) {
      this.examples.append(make("button", { type: "button", class: "t2s-example", onclick: () => this.example(sentence) }, sentence));
    }
  }

  listen() {
    this.draw.addEventListener("click", () => this.drawText());
    this.another.addEventListener("click", () => this.drawAnother());
    this.ideas.addEventListener("click", () => this.showIdeas());
    this.pin.addEventListener("click", () => {
      this.setPinned(!this.pinned);
      this.app.keep.soon();
    });
    this.seed.addEventListener("change", () => this.app.keep.soon());
    this.seed.addEventListener("keydown", (event) => event.key === "Enter" && this.drawText());
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (!event.repeat) this.drawText();
    });
    for (const box of [this.text, this.tell]) {
      box.addEventListener("input", () => {
        this.grow();
        this.app.keep.soon();
      });
    }
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change();
    });
    this.fill.addEventListener("click", () => this.fillIn());
    this.app.store.listen((kind) => kind !== "selection" && this.follow());
  }

  // -- what is in the boxes -------------------------------------------------------------------

  /** Whether something is typed that was not drawn yet. */
  get unsent() {
    return this.text.value !== this.shownText;
  }

  read() {
    return { draft: this.text.value, tell: this.tell.value, seed: this.seed.value, pinned: this.pinned, placed: this.placed };
  }

  write({ draft = "", tell = "", seed = "0", pinned = false, placed = null }) {
    this.text.value = String(draft);
    this.tell.value = String(tell);
    this.seed.value = String(seed);
    this.setPinned(!!pinned);
    this.placed = placed && typeof placed === "object" ? placed : null;
    this.grow();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 4, 220)}px`;
  }

  setPinned(pinned) {
    this.pinned = pinned;
    this.pin.setAttribute("aria-pressed", String(pinned));
  }

  /** After undo, redo and the like the box shows the text of the scene, unless something unsent is in it. */
  follow() {
    const { scene } = this.app.store;
    if (scene.text !== this.shownText) {
      if (!this.unsent) {
        this.text.value = scene.text;
        if (scene.seed !== null) this.seed.value = String(scene.seed);
        this.grow();
      }
      this.shownText = scene.text;
    }
    this.app.words.show();
  }

  // -- drawing --------------------------------------------------------------------------------

  options(seed = Number(this.seed.value || 0)) {
    return { seed, temperature: seed ? Number(this.surprise.value) : null, model_only: this.alone.checked };
  }

  /** Asks the server; only the latest answer counts. Says what was wrong, and gives null then. */
  async question(name, question, button) {
    const own = (this.number += 1);
    this.message.hidden = true;
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await this.app.server.ask(name, question);
      return own === this.number ? answer : null;
    } catch (error) {
      if (own === this.number) this.refuse(error.message);
      return null;
    } finally {
      button?.removeAttribute("aria-busy");
    }
  }

  refuse(text) {
    this.message.textContent = text;
    this.message.hidden = false;
  }

  async drawText() {
    const { scene } = this.app.store;
    if (!this.pinned && this.text.value !== scene.text && Number(this.seed.value) === (scene.seed ?? 0)) this.seed.value = "0";
    return this.request(Number(this.seed.value || 0), this.draw);
  }

  async drawAnother() {
    const seed = Number(this.seed.value || 0);
    this.seed.value = String(seed < this.app.limits.seed ? seed + 1 : 1);
    return this.request(Number(this.seed.value), this.another);
  }

  async example(sentence) {
    this.text.value = sentence;
    if (!this.pinned) this.seed.value = "0";
    this.grow();
    await this.request(Number(this.seed.value || 0), this.draw);
    this.app.showPicture();
  }

  async request(seed, button) {
    const text = this.text.value;
    const background = this.ownBackground(text);
    const answer = await this.question("generate", { text, background, ...this.options(seed) }, button);
    if (!answer) return;
    answer.scene.text = text;
    this.app.words.remember(text, answer.words);
    this.take("Draw", answer.scene, background);
    this.gallery.replaceChildren();
    this.app.voice.whisper(`Drawn. ${this.app.pieces.describe(this.app.store.scene)}`);
  }

  /** The page's background without what the last text made of it; what was chosen by hand is the page's own. */
  ownBackground(text) {
    const { scene } = this.app.store;
    const { placed } = this;
    if (placed && placed.background === scene.background && this.app.pieces.backgrounds.has(placed.own)) return placed.own;
    // Chosen by hand for this very text: it stays when the text is drawn again.
    this.chosen = placed && placed.text === text && scene.text === text ? scene.background : null;
    return scene.background;
  }

  /**
   * A drawn scene becomes the scene, with what is locked in it: on the background that its text names, else on
   * ``own``, the one that the page had when it was asked for.
   */
  take(label, drawn, own) {
    const { store, canvas, think } = this.app;
    canvas.finish();
    think.close();
    this.shownText = this.text.value === drawn.text ? drawn.text : this.shownText;
    const shown = store.scene.background;
    const byHand = this.chosen === shown || (shown !== own && shown !== this.placed?.background);
    const background = byHand ? shown : drawn.background;
    this.chosen = null;
    if (!byHand) this.placed = background === own ? null : { text: drawn.text, background, own };
    store.commit(label, (now) => {
      const locked = now.objects.filter((item) => item.locked);
      let objects = drawn.objects;
      for (const own of locked) {
        const rival = objects.find((item) => item.id === own.id) ?? objects.find((item) => item.category === own.category);
        objects = objects.filter((item) => item !== rival);
      }
      return { ...now, ...drawn, background, width: now.width, height: now.height, objects: [...locked, ...objects] };
    });
  }

  async showIdeas() {
    const text = this.text.value;
    const own = this.ownBackground(text);
    const { chosen } = this;
    const answer = await this.question("alternatives", { text, background: own, n: 4, seed: Number(this.seed.value || 0) }, this.ideas);
    if (!answer) return;
    const buttons = answer.scenes.map((scene, index) => {
      const drawn = { ...scene, text };
      const shown = { ...scene, background: chosen ?? scene.background };
      const button = make("button", { type: "button", class: "t2s-idea", "aria-label": `Idea ${index + 1}: ${this.app.pieces.describe(shown)}` });
      button.append(this.app.art.picture(shown));
      button.addEventListener("click", () => {
        this.seed.value = String(scene.seed ?? 0);
        this.chosen = chosen;
        this.take(`Idea ${index + 1}`, drawn, own);
        for (const other of this.gallery.querySelectorAll(".t2s-idea")) other.setAttribute("aria-pressed", String(other === button));
        this.app.words.explain();
      });
      return button;
    });
    const close = make("button", { type: "button", class: "t2s-round", "aria-label": "Put the ideas away", title: "Put the ideas away", onclick: () => this.gallery.replaceChildren() }, icon("close"));
    this.gallery.replaceChildren(...buttons, close);
    this.app.voice.whisper(`${buttons.length} ideas to choose from.`);
  }

  // -- changing -------------------------------------------------------------------------------

  get locked() {
    return this.app.store.scene.objects.filter((item) => item.locked).map((item) => item.id);
  }

  async change() {
    const before = this.app.store.scene;
    const text = this.tell.value;
    if (!text.trim()) return this.tellSaid("Write what to change, such as: put a crown on Jenny.");
    const answer = await this.question("edit", { scene: before, text: this.app.guest.said(text), locked: this.locked }, this.form.querySelector("button"));
    if (!answer) return;
    this.takeChange(`“${text.slice(0, 40)}”`, before, answer);
    if (this.tell.value === text) this.tell.value = "";
    this.app.keep.soon();
  }

  async fillIn() {
    const before = this.app.store.scene;
    const answer = await this.question("fill", { scene: before, text: this.text.value, seed: Number(this.seed.value || 0) }, this.fill);
    if (answer) this.takeChange("Fill in the rest", before, answer);
  }

  /** What an answer changed is changed in the scene as it is by now: hands may have been busy meanwhile. */
  takeChange(label, before, answer) {
    const { store, canvas, think } = this.app;
    canvas.finish();
    think.close();
    const change = difference(before, canonical(answer.scene, before));
    if (change) store.commit(label, (now) => apply(now, change, 1));
    this.tellSaid(answer.said.join(" ") || (change ? "Done." : "Nothing was changed."));
  }

  tellSaid(text) {
    this.said.textContent = text;
    this.said.hidden = !text;
  }
}
