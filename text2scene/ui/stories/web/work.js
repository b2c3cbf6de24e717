// The opened story: what the library holds, what is on its way there, and what could not be kept.
// Changes go one after the other; each says which revision it was made on. What is typed waits for a pause, and is
// in this browser's storage until the library has it.

import { TYPED, failed, look, notKept } from "./mishaps.js";

const PAUSE = 900; // milliseconds after the last key

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const slot = (change) => `${change.do} ${change.page ?? ""}`;

export class Work {
  constructor(service, drafts) {
    Object.assign(this, { service, drafts });
    this.listeners = new Set();
    this.reset();
    window.addEventListener("online", () => this.again());
    window.addEventListener("pagehide", () => this.keep());
  }

  reset() {
    clearTimeout(this.timer);
    Object.assign(this, { held: null, queue: [], typed: new Map(), sending: null, paused: "", unsaved: "", trouble: "", clashed: null, state: "none" });
  }

  /** Calls listener(kind, data): "story", "state", "refused", "conflict", "unsaved", "offline", "works". */
  listen(listener) {
    this.listeners.add(listener);
  }

  tell(kind, data) {
    for (const listener of [...this.listeners]) listener(kind, data);
  }

  get story() {
    return this.held?.story ?? null;
  }

  page(id) {
    return this.story?.pages.find((page) => page.id === id) ?? null;
  }

  /** The text that a box should show: what is typed, else what is kept. */
  shown(change, otherwise) {
    const wanted = slot(change);
    const queued = this.queue.findLast((entry) => slot(entry.change) === wanted);
    const entry = this.typed.get(wanted) ?? queued;
    return entry ? entry.change.text ?? entry.change.title ?? entry.change.author ?? entry.change.heading : otherwise;
  }

  // -- opening and taking over ----------------------------------------------------------------

  /** Shows a story and takes up again what this browser still had to send. */
  open(held) {
    this.reset();
    this.adopt(held);
    const draft = this.drafts.get(`draft:${held.id}`);
    for (const { change, base } of draft?.typed ?? []) this.queue.push({ change, base });
    if (draft?.unsaved) this.takeUp(draft.unsaved, held);
    this.settle();
    this.pump();
  }

  /** What could not be kept before a reload: it is shown, or, where others have saved since, asked about. */
  takeUp({ base, story, message }, held) {
    if (base === held.revision) {
      this.adopt({ ...held, story, saved: false });
      this.unsaved = this.trouble = message || "This was not saved.";
      this.tell("unsaved", this.trouble);
    } else {
      this.paused = "conflict";
      this.clashed = { base, story, message };
      this.save(story, base);
    }
  }

  close() {
    this.flush();
    this.keep();
    this.reset();
  }

  /** Takes over an answer; pages that stayed as they were are the very same objects. */
  adopt(held) {
    const before = this.held?.id === held.id ? this.held.story : null;
    const old = new Map((before?.pages ?? []).map((page) => [page.id, page]));
    const redrawn = [];
    held.story.pages = held.story.pages.map((page) => {
      const known = old.get(page.id);
      if (known && same(known, page)) return known;
      if (known && !same(known.scene, page.scene)) redrawn.push(page.id);
      return page;
    });
    this.held = held;
    this.clear = held.revision; // from here on only this page has changed it
    this.tell("story", { before, redrawn });
  }

  // -- changing -------------------------------------------------------------------------------

  /** One change; a promise of whether it was made. */
  change(change) {
    this.flush();
    return new Promise((done) => {
      const last = this.queue.at(-1);
      // A picture that is moved about and not yet sent is sent once.
      if (change.do === "scene" && last && last !== this.sending && slot(last.change) === slot(change)) {
        last.change = change;
        last.done?.(true);
        last.done = done;
      } else {
        this.queue.push({ change, base: this.held.revision, done });
      }
      this.settle();
      this.pump();
    });
  }

  /** Something typed: it is sent when the typing pauses, and safe in this browser at once. */
  type(change) {
    const key = slot(change);
    const base = this.typed.get(key)?.base ?? this.held.revision;
    this.typed.set(key, { change, base });
    this.keep();
    this.settle();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** What is typed is sent now. */
  flush() {
    clearTimeout(this.timer);
    if (!this.typed.size) return;
    for (const [key, entry] of this.typed) {
      const waiting = this.queue.find((other) => other !== this.sending && slot(other.change) === key);
      if (waiting) waiting.change = entry.change;
      else this.queue.push(entry);
    }
    this.typed.clear();
    this.settle();
    this.pump();
  }

  get idle() {
    return !this.queue.length && !this.typed.size && !this.sending && !this.paused;
  }

  /** Resolves when everything is answered, or cannot be for now. */
  async quiet() {
    this.flush();
    while (this.running) await this.running;
  }

  pump() {
    if (this.running || this.paused || !this.queue.length) return;
    this.running = this.work().finally(() => {
      this.running = null;
      this.settle();
    });
  }

  async work() {
    const { held } = this;
    while (this.queue.length && !this.paused && this.held?.id === held.id) {
      const entry = (this.sending = this.queue[0]);
      this.settle();
      try {
        if (!this.needless(entry.change)) await this.send(entry);
        if (this.queue[0] === entry) this.queue.shift();
        entry.done?.(true);
      } catch (error) {
        if (this.held?.id === held.id) failed(this, entry, error);
      }
      this.sending = null;
      this.keep();
    }
  }

  needless(change) {
    const page = change.page && this.page(change.page);
    if (change.do === "edit") return !!page && page.text === change.text.trim();
    if (change.do === "title" || change.do === "author") return this.story[change.do] === change[change.do];
    return change.do === "chapter" && !!page && (page.chapter ?? "") === change.heading;
  }

  async send(entry) {
    const { id } = this.held;
    const question = { id, base: this.base(entry), do: entry.change };
    if (this.unsaved) question.story = this.story;
    const held = await this.service.ask("change", question);
    if (this.held?.id === id) this.took(held);
  }

  /** The revision that a change was made on, or the present one where only this page has changed the story since. */
  base(entry) {
    return this.unsaved || entry.base >= this.clear ? this.held.revision : entry.base;
  }

  /** The library has it. */
  took(held) {
    const { clear } = this;
    const alone = held.revision === this.held.revision + 1;
    const works = !!this.unsaved || this.trouble;
    this.unsaved = this.trouble = "";
    this.adopt(held);
    if (alone) this.clear = clear;
    if (works) this.tell("works");
    this.tell("saved", held);
  }

  // -- keeping --------------------------------------------------------------------------------

  /** Once more, when nobody answered before. */
  again() {
    if (this.paused !== "offline" || !this.held) return;
    this.paused = "";
    if (!this.queue.length) return void look(this);
    this.tell("works");
    this.pump();
  }

  /** What the library does not have yet is written to this browser's storage. */
  keep() {
    if (!this.held) return;
    const waiting = [...this.queue.filter((entry) => TYPED.has(entry.change.do)), ...this.typed.values()]
      .map((entry) => ({ change: entry.change, base: this.base(entry) }));
    const present = { base: this.held.revision, story: this.story, message: this.trouble };
    const unsaved = this.clashed ?? (this.unsaved ? present : undefined);
    const safe = this.drafts.set(`draft:${this.held.id}`, waiting.length || unsaved ? { typed: waiting, unsaved } : null);
    this.unsafe = !safe && (waiting.length > 0 || !!unsaved);
  }

  /** What the line beside the title says. */
  settle() {
    const state = !this.held ? "none" : this.unsaved || this.paused ? "failed" : this.idle && !this.running ? "saved" : "waiting";
    if (state === this.state) return;
    this.state = state;
    this.tell("state", state);
  }

  /** Once more after a saving that failed; over: over what others have saved. Whether it is kept now. */
  async save(story = this.story, base = this.held.revision, over = false) {
    const { id } = this.held;
    try {
      const held = await this.service.ask("keep", { id, base, story, what: "Changes that could not be kept at once", over });
      if (this.held?.id !== id) return true;
      this.took(held);
      this.resume();
      return true;
    } catch (error) {
      notKept(this, error, story, base);
      return false;
    }
  }

  /** The same again for what could not be kept, whatever it was. */
  retry() {
    return this.clashed ? this.save(this.clashed.story, this.clashed.base) : this.save();
  }

  /** After a choice was made. */
  resume() {
    this.paused = "";
    this.clashed = null;
    this.keep();
    this.settle();
    this.pump();
  }
}
