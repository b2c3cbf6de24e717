// An opened story: its title, the way back through its past, and its pages as a strip.

import { textField } from "../dom.js";
import { Strip } from "./strip.js";
import { pagesTold } from "./pictures.js";

const SAVED = { saved: "Saved", waiting: "Saving …", failed: "Not saved", none: "" };

export class StoryView {
  constructor(root, app) {
    this.app = app;
    this.root = root;
    for (const name of ["title", "author", "undo", "redo", "saved", "overview", "book"]) this[name] = root.querySelector(`#story-${name}`);
    this.heading = root.querySelector("#story-book-title");
    this.strip = new Strip(root.querySelector("#story-strip"), app);
    const on = (id, act) => root.querySelector(id).addEventListener("click", act);
    on("#story-back", () => app.go(app.screen === "page" ? app.work.held.id : ""));
    on("#story-undo", () => this.step("undo"));
    on("#story-redo", () => this.step("redo"));
    on("#story-cast", () => app.cast.show());
    on("#story-versions", () => app.versions.show());
    on("#story-export", () => app.exports.show());
    on("#story-play", () => app.show.start(app.screen === "page" ? app.page.id : null));
    this.title.addEventListener("input", () => app.work.type({ do: "title", title: this.title.value }));
    this.author.addEventListener("input", () => app.work.type({ do: "author", author: this.author.value }));
    for (const box of [this.title, this.author]) {
      box.addEventListener("blur", () => app.work.flush());
      box.addEventListener("keydown", (event) => event.key === "Enter" && box.blur());
    }
    document.addEventListener("keydown", (event) => this.key(event));
    app.work.listen((kind, data) => this.heard(kind, data));
  }

  show() {
    this.overview.hidden = false;
    this.root.querySelector("#story-page").hidden = true;
    const back = this.root.querySelector("#story-back");
    back.setAttribute("aria-label", "Back to my stories");
    back.title = "Back to my stories";
    this.draw();
  }

  heard(kind, data) {
    const { app } = this;
    if (kind === "state") {
      this.saved.dataset.state = data;
      this.saved.textContent = SAVED[data];
      this.buttons();
    }
    if (kind !== "story") return;
    this.draw(new Set(data.redrawn));
    if (app.screen === "page") app.page.update(new Set(data.redrawn));
    if (data.before) this.tellRedrawn(data.redrawn);
  }

  /** Which pages got another picture besides the one that was worked on. */
  tellRedrawn(redrawn) {
    const { app } = this;
    const { pages } = app.work.story;
    const own = app.work.sending?.change.page ?? null;
    const others = pages.map((page, index) => [page.id, index + 1]).filter(([id]) => redrawn.includes(id) && id !== own).map(([, number]) => number);
    if (!others.length || others.length === pages.length) return;
    const [one] = others;
    const told = others.length > 1 ? `The pictures of ${pagesTold(others)} follow.` : `The picture of page ${one} follows.`;
    // Where a text is being written, beside it and not over it.
    if (app.screen === "page") app.page.tellFollowing(told);
    else app.voice.say(told);
  }

  draw(redrawn = new Set()) {
    const { work } = this.app;
    const { story } = work;
    if (!story) return;
    const titles = [[this.title, { do: "title" }, story.title], [this.author, { do: "author" }, story.author]];
    for (const [box, change, kept] of titles) {
      const value = work.shown(change, kept);
      if (box.value !== value && (document.activeElement !== box || work.idle)) box.value = value;
    }
    this.heading.textContent = story.title || "Without a title";
    this.strip.draw(story.pages, redrawn);
    this.buttons();
  }

  buttons() {
    const { held, unsaved, paused } = this.app.work;
    const stuck = !held || !!unsaved || !!paused;
    this.undo.disabled = stuck || !held.undo;
    this.redo.disabled = stuck || !held.redo;
    this.undo.title = held?.undo ? `Undo: ${held.undo} (Ctrl+Z)` : "Nothing to undo";
    this.redo.title = held?.redo ? `Redo: ${held.redo} (Ctrl+Shift+Z)` : "Nothing to redo";
  }

  async step(way) {
    const button = this[way];
    const focused = document.activeElement === button;
    await this.app.past.step(way);
    this.buttons();
    if (focused && button.disabled) this.book.focus({ preventScroll: true });
  }

  key(event) {
    const { app } = this;
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (!app.work.held || !this.root.offsetParent || textField(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    this.step(key === "y" || event.shiftKey ? "redo" : "undo");
  }
}

