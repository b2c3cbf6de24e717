// Changing the picture of a page in the studio's canvas. The person's own scene there comes back afterwards.

import { make } from "../dom.js";
import { sign } from "./icons.js";
import { TITLE } from "./tabs.js";

export class ByHand {
  constructor(app) {
    this.app = app;
    this.page = null;
    app.work.listen((kind) => kind === "state" && this.tellState());
  }

  async begin(id) {
    const { app } = this;
    await app.work.quiet();
    const page = app.work.page(id);
    if (!page || app.work.paused) return;
    const { guest } = app.studio;
    this.page = id;
    this.story = app.work.held.id;
    this.from = { revision: app.work.held.revision, scene: page.scene, unsaved: !!app.work.unsaved };
    this.own = 0;
    app.tabs.open("Scene");
    guest.begin(page.scene, { bar: this.bar(), changed: (scene) => this.changed(scene), ended: () => this.ended(), plain: (text) => this.plain(text) });
    this.tellState();
    app.studio.canvas.svg.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    app.voice.whisper("The picture of the page is in the studio. Done leads back to the story.");
  }

  bar() {
    const { work } = this.app;
    const number = work.story.pages.findIndex((page) => page.id === this.page) + 1;
    this.saved = make("span", { class: "s-hand-saved", role: "status" });
    const back = make("button", { type: "button", class: "t2s-soft", onclick: () => this.restore() }, "Put it back as it was");
    const done = make("button", { type: "button", class: "t2s-primary", onclick: () => this.done() }, "Done");
    return make("div", { id: "story-hand", class: "s-hand", role: "region", "aria-label": "Page of a story" }, sign("brush"),
      make("p", { class: "s-grow" }, make("b", {}, `Page ${number}`), " of ", make("b", { dir: "auto" }, work.story.title || "your story"), " ", this.saved), back, done);
  }

  /** An instruction with the studio's own words for whom the story gives names. */
  plain(text) {
    const { pieces } = this.app.pictures;
    return this.app.work.story.cast.filter((member) => member.id === member.category).reduce((said, member) => {
      const label = pieces.label(member.category);
      const word = pieces.get(member.category)?.group === "person" ? label : `the ${label.toLowerCase()}`;
      const name = member.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return said.replace(new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, "gu"), () => word);
    }, text);
  }

  tellState() {
    if (!this.page || !this.saved) return;
    this.saved.textContent = { saved: "✓ Saved", waiting: "Saving …", failed: "Not saved yet" }[this.app.work.state] ?? "";
  }

  /** Every settled change goes to the story at once. */
  changed(scene) {
    const { work } = this.app;
    if (work.held?.id !== this.story) return;
    this.own += 1;
    // The picture keeps the text it was drawn from; what stands below it is the page's.
    work.change({ do: "scene", page: this.page, scene });
  }

  async restore() {
    const { app } = this;
    const { store } = app.studio;
    if (!this.own) return this.done();
    await app.work.quiet();
    // Where nobody else was at it, the whole story goes back; else the picture alone.
    const alone = app.work.clear <= this.from.revision && !app.work.unsaved && !app.work.paused;
    if (alone && (await app.past.step("back", { revision: this.from.revision }))) this.own = 0;
    else store.commit("As it was", () => this.from.scene);
    return this.done();
  }

  done() {
    this.app.studio.guest.end();
  }

  /** The studio has its own scene again. */
  ended() {
    const { app } = this;
    const { page, story } = this;
    this.page = null;
    if (app.work.held?.id !== story) return;
    app.tabs.open(TITLE);
    app.go(story, page, { replace: true });
  }
}
