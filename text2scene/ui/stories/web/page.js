// One page, large: its picture, its text to write in, and beside it what can be done with it.

import { make } from "../dom.js";
import { Film } from "./film.js";
import { sign } from "./icons.js";
import { choosePlace } from "./place.js";

const LAYOUTS = [["under", "Under"], ["beside", "Beside"], ["over", "Over"]];

export class PageView {
  constructor(root, app) {
    this.app = app;
    this.root = root;
    this.section = root.querySelector("#story-page");
    this.id = null;
    this.build();
    document.addEventListener("keydown", (event) => this.key(event));
  }

  // -- building, once -------------------------------------------------------------------------

  build() {
    const typed = (change) => this.app.work.type({ page: this.id, ...change });
    const leave = () => this.app.work.flush();
    this.chapter = make("input", { type: "text", class: "s-heading", maxlength: "300", "aria-label": "Chapter heading", placeholder: "Chapter heading", autocomplete: "off", dir: "auto",
      oninput: () => typed({ do: "chapter", heading: this.chapter.value }), onblur: () => { leave(); this.head(); } });
    this.picture = make("div", { class: "s-sheet-picture" });
    this.text = make("textarea", { class: "s-sheet-text", rows: "1", "aria-label": "Text of this page", spellcheck: "true", autocomplete: "off", dir: "auto", maxlength: "20000",
      oninput: () => { this.grow(); typed({ do: "edit", text: this.text.value }); }, onblur: leave });
    this.notes = make("div", { class: "s-notes" });
    this.following = make("p", { class: "s-following", role: "status" });
    this.sheet = make("article", { class: "s-sheet" }, this.chapter, make("div", { class: "s-spread" }, this.picture, this.text));
    this.film = new Film(this.app);
    this.count = make("h3", { class: "s-count", "aria-live": "polite" });
    const turn = (name, label, by) => make("button", { type: "button", class: "t2s-round", "data-turn": name, "aria-label": label, title: label, onclick: () => this.turn(by) }, sign(name));
    this.turns = [turn("before", "Page before", -1), turn("after", "Next page", 1)];
    const all = make("button", { type: "button", class: "t2s-soft s-all", onclick: () => this.app.go(this.app.work.held.id) }, "All pages");
    const head = make("div", { class: "s-turn" }, this.turns[0], this.count, this.turns[1], all);
    this.section.append(make("div", { class: "s-desk" }, this.film.list, make("div", { class: "s-main" }, head, this.sheet, this.following, this.notes), this.tools()));
    new ResizeObserver(() => this.grow()).observe(this.sheet);
  }

  tools() {
    const act = (name, label, kind, run, title = "") => make("button", { type: "button", class: kind, "data-act": name, title, onclick: run }, sign(name), make("span", {}, label));
    this.tell = make("input", { type: "text", id: "story-tell", placeholder: "Put a crown on Mia.", autocomplete: "off", maxlength: "1000" });
    const go = make("button", { type: "submit", class: "t2s-second" }, "Change it");
    const form = make("form", { class: "s-tell", onsubmit: (event) => { event.preventDefault(); this.instruct(go); } },
      make("label", { for: "story-tell" }, "Tell it what to change"), this.tell, go);
    this.layouts = LAYOUTS.map(([name, label]) => make("button", { type: "button", class: "s-layout", "data-layout": name, onclick: () => this.layout(name) }, sign(name), make("span", {}, label)));
    this.carried = make("details", { class: "s-carried" });
    return make("aside", { class: "s-tools", "aria-label": "This page" },
      form,
      make("div", { class: "s-pair" },
        act("brush", "Change it by hand", "s-big", () => this.app.byHand.begin(this.id)),
        act("dice", "Another picture", "s-big", (event) => this.do({ do: "regenerate", page: this.id }, event.currentTarget))),
      make("div", { class: "s-group", role: "group", "aria-label": "Where the text is" }, make("h3", {}, "Text"), make("div", { class: "s-trio" }, ...this.layouts)),
      make("div", { class: "s-small" },
        act("place", "Place", "t2s-soft", () => choosePlace(this.app, this.id)),
        act("heading", "Chapter", "t2s-soft", () => this.startChapter())),
      make("div", { class: "s-group" }, make("h3", {}, "Page"), make("div", { class: "s-small" },
        act("plus", "Page before", "t2s-soft", () => this.askNew(this.index)),
        act("plus", "Page after", "t2s-soft", () => this.askNew(this.index + 1)),
        act("split", "Split in two", "t2s-soft", (event) => this.do({ do: "split", page: this.id }, event.currentTarget)),
        act("merge", "Join next", "t2s-soft", (event) => this.do({ do: "merge", page: this.id }, event.currentTarget)),
        act("trash", "Remove", "t2s-soft", () => this.remove()))),
      this.carried);
  }

  // -- showing --------------------------------------------------------------------------------

  get index() {
    return this.app.work.story.pages.findIndex((page) => page.id === this.id);
  }

  show(id) {
    if (this.id && this.id !== id) this.app.work.flush();
    const another = this.id !== id;
    this.id = id;
    this.root.querySelector("#story-overview").hidden = true;
    this.section.hidden = false;
    const back = this.root.querySelector("#story-back");
    back.setAttribute("aria-label", "Back to all pages");
    back.title = "Back to all pages";
    if (another) this.tell.value = "";
    if (another) this.tellFollowing("");
    const child = this.app.work.story.cast.find((member) => this.app.pictures.pieces.get(member.category)?.group === "person");
    this.tell.placeholder = child ? `Put a crown on ${child.name}.` : "Add a dog.";
    this.drawn = null;
    this.update();
  }

  /** Which other pictures follow from what was changed here. */
  tellFollowing(text) {
    this.following.textContent = text;
    clearTimeout(this.timer);
    if (text) this.timer = setTimeout(() => this.tellFollowing(""), 9000);
  }

  /** After every change of the story; redrawn: the ids of pages with another picture. */
  update(redrawn = new Set()) {
    const { work } = this.app;
    const page = work.page(this.id);
    if (!page) return void this.app.go(work.held.id, work.story.pages[Math.min(this.at ?? 0, work.story.pages.length - 1)]?.id, { replace: true });
    this.at = this.index;
    const { pages } = work.story;
    this.count.textContent = `Page ${this.at + 1} of ${pages.length}`;
    this.turns[0].disabled = this.at === 0;
    this.turns[1].disabled = this.at === pages.length - 1;
    this.section.querySelector('[data-act="merge"]').disabled = this.at === pages.length - 1;
    this.section.querySelector('[data-act="trash"]').disabled = pages.length === 1;
    if (this.drawn !== page.scene) {
      this.picture.replaceChildren(this.app.pictures.scene(page.scene, this.app.pictures.told(page.scene, work.story.cast)));
      this.drawn = page.scene;
    }
    this.put(this.text, work.shown({ do: "edit", page: this.id }, page.text));
    this.put(this.chapter, work.shown({ do: "chapter", page: this.id }, page.chapter ?? ""));
    this.sheet.dataset.layout = page.layout;
    for (const button of this.layouts) button.setAttribute("aria-pressed", String(button.dataset.layout === page.layout));
    this.head();
    this.grow();
    this.tellNotes(page);
    this.tellCarried(page);
    this.film.draw(pages, this.id, redrawn);
  }

  /** What is being typed is not touched. */
  put(box, value) {
    if (box.value === value || (document.activeElement === box && box.value.trim() === value.trim())) return;
    box.value = value;
  }

  head() {
    this.chapter.hidden = !this.chapter.value && document.activeElement !== this.chapter;
  }

  grow() {
    if (!this.text.offsetParent) return;
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight + 2}px`;
  }

  tellNotes(page) {
    const notes = (page.scene.notes ?? []).filter((note) => note.message);
    this.notes.replaceChildren(...notes.slice(0, 4).map((note) => this.note(note)));
  }

  note({ kind, word, suggestion, message }) {
    if (kind !== "unknown_word" || !word) return make("p", {}, message);
    const line = make("p", {}, `There is no picture for “${word}”. `);
    const label = suggestion && this.app.pictures.pieces.get(suggestion) ? this.app.pictures.pieces.phrase(suggestion) : "";
    if (label) {
      line.append(make("button", { type: "button", class: "t2s-soft", onclick: () => {
        const name = this.app.pictures.pieces.label(suggestion).toLowerCase();
        const page = this.app.work.page(this.id);
        this.app.work.change({ do: "edit", page: this.id, text: page.text.replace(word, () => name) });
      } }, `Use ${label}`));
    }
    return line;
  }

  tellCarried({ carried = [] }) {
    const told = carried.filter((row) => row.message && row.kind !== "pronoun");
    this.carried.hidden = !told.length;
    this.carried.replaceChildren(make("summary", {}, "What carried over"), make("ul", {}, ...told.map((row) => make("li", { dir: "auto" }, row.message))));
  }

  // -- doing ----------------------------------------------------------------------------------

  async do(change, button) {
    button?.setAttribute("aria-busy", "true");
    const done = await this.app.work.change(change);
    button?.removeAttribute("aria-busy");
    return done;
  }

  async instruct(button) {
    const text = this.tell.value.trim();
    if (!text) return this.tell.focus();
    const { scene } = this.app.work.page(this.id);
    const done = await this.do({ do: "tell", page: this.id, text }, button);
    if (!done) return null;
    if (this.tell.value.trim() === text) this.tell.value = "";
    const now = this.app.work.page(this.id)?.scene;
    return this.app.voice.say(now && JSON.stringify(now.objects) === JSON.stringify(scene.objects) ? "Nothing was changed; try other words." : "Changed.");
  }

  layout(name) {
    this.sheet.dataset.layout = name;
    this.grow();
    this.app.work.change({ do: "layout", pages: [this.id], layout: name });
  }

  startChapter() {
    this.chapter.hidden = false;
    this.chapter.focus();
  }

  /** Asks for the text of a new page. */
  askNew(at) {
    const { app } = this;
    const box = make("textarea", { rows: "3", "aria-label": "Text of the new page", class: "s-new-text", placeholder: "What happens?" });
    const add = make("button", { type: "submit", class: "t2s-primary" }, "Add the page");
    const form = make("form", { onsubmit: async (event) => {
      event.preventDefault();
      const text = box.value.trim();
      if (!text) return box.focus();
      const before = new Set(app.work.story.pages.map((page) => page.id));
      if (!(await this.do({ do: "add", text, at }, add))) return null;
      app.dialogs.close();
      const fresh = app.work.story.pages.find((page) => !before.has(page.id));
      return fresh && app.go(app.work.held.id, fresh.id);
    } }, box, make("div", { class: "t2s-row t2s-end" }, add));
    app.dialogs.show("new", "A new page", [form]);
    box.focus();
  }

  async remove() {
    const { app } = this;
    const number = this.index + 1;
    const { pages } = app.work.story;
    const next = pages[number] ?? pages[number - 2];
    if (!(await this.do({ do: "remove", page: this.id }))) return;
    if (app.screen === "page" && next) app.go(app.work.held.id, next.id, { replace: true });
    app.voice.say(`Page ${number} is removed.`, { Undo: () => app.past.step("undo") });
  }

  turn(by) {
    const next = this.app.work.story.pages[this.index + by];
    if (next) this.app.go(this.app.work.held.id, next.id, { replace: true });
  }

  key(event) {
    if (event.defaultPrevented || !this.section.offsetParent || document.querySelector("dialog[open]")) return;
    if (event.target !== document.body && !this.root.contains(event.target)) return;
    if (event.key === "PageDown" || event.key === "PageUp") {
      event.preventDefault();
      this.turn(event.key === "PageDown" ? 1 : -1);
    }
  }
}
