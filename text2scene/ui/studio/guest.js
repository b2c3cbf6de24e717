// A scene that belongs elsewhere, such as a page of a story, in the studio for a while. The person's own scene is
// put aside with its past and with what is in the boxes, and comes back as it was.

import { canonical } from "./scene.js";

export class Guest {
  constructor(root, app) {
    this.root = root;
    this.app = app;
    this.held = null;
  }

  get here() {
    return this.held !== null;
  }

  /**
   * Shows the scene. bar: an element that stands above it; changed(scene): after every settled change; ended();
   * plain(text): an instruction in the words that the studio knows, such as Jenny for who is called Mia here.
   */
  begin(scene, { bar, changed, ended, plain = (text) => text }) {
    this.end();
    const { store, ask, keep } = this.app;
    this.quiet();
    const { past, future } = store;
    this.held = { scene: store.scene, past, future, boxes: ask.read(), shown: ask.shownText, keep: keep.rest(), saved: this.saved() };
    this.bar = bar;
    this.plain = plain;
    this.ended = ended;
    this.root.prepend(bar);
    this.root.classList.add("t2s-guest");
    store.restart(canonical(scene));
    this.fill(scene.text, { draft: scene.text });
    this.stop = store.listen((kind) => kind === "step" && changed(store.scene));
  }

  /** The guest goes and the person's own scene is back. Nothing where there is no guest. */
  end() {
    if (!this.held) return;
    const { store, keep } = this.app;
    this.quiet();
    const { held, ended } = this;
    this.stop();
    this.held = null;
    this.bar.remove();
    this.root.classList.remove("t2s-guest");
    store.restart(held.scene);
    Object.assign(store, { past: held.past, future: held.future });
    store.tell("step");
    this.fill(held.shown, held.boxes);
    keep.wake(held.keep);
    keep.status(held.saved);
    ended();
  }

  /** What somebody wrote, in the words of the studio. */
  said(text) {
    return this.held ? this.plain(text) : text;
  }

  quiet() {
    this.app.canvas.finish();
    this.app.store.settle();
    this.app.think.close();
    this.app.ask.tellSaid("");
  }

  fill(shown, boxes) {
    const { ask } = this.app;
    ask.shownText = shown;
    ask.write(boxes);
    ask.gallery.replaceChildren();
    ask.follow();
  }

  saved() {
    return this.root.querySelector("#t2s-saved").dataset.state;
  }
}
