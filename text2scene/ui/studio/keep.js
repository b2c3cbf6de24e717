// Keeping the work in this browser: at once after every change, and never over what another tab has kept.
// Each scene is one entry of the browser's storage, {v, id, rev, at, doc}. rev counts its savings: when it is
// not what this page last saw, somebody else has saved, and this page stops until the person has decided.

import { looksLikeScene } from "./scene.js";

const VERSION = 1;
const PREFIX = "t2s:scene:";
const LAST = "t2s:last";
const TYPING = 150; // milliseconds after the last key

const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 8);

export class Keep {
  /** read(): what is to be kept; heard(what, record): "conflict", "failed" or "works"; status(state). */
  constructor({ read, heard, status, storage = () => window.localStorage }) {
    Object.assign(this, { read, heard, status, storage });
    this.id = null;
    this.rev = 0;
    this.kept = null;
    this.ready = false;
    this.paused = false;
    this.broken = false;
    this.timer = null;
    window.addEventListener("storage", (event) => this.elsewhere(event));
    const leaving = () => this.save();
    window.addEventListener("pagehide", leaving);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leaving());
  }

  // -- reading --------------------------------------------------------------------------------

  /** What this browser kept last, or null; {newer: true} where it is of a later version. */
  load() {
    try {
      const store = this.storage();
      const id = this.ofThisTab() ?? store.getItem(LAST);
      const record = id && this.record(id);
      if (!record) return null;
      if (record.newer) return record;
      this.hold(record);
      return record.doc;
    } catch {
      this.failed();
      return null;
    }
  }

  record(id) {
    const text = this.storage().getItem(PREFIX + id);
    if (!text) return null;
    try {
      const record = JSON.parse(text);
      if (record.v > VERSION) return { newer: true };
      if (record.v === VERSION && looksLikeScene(record.doc?.scene)) return record;
    } catch { /* told apart below */ }
    // What cannot be read is put aside, not written over.
    this.storage().setItem(`t2s:broken:${id}`, text);
    this.storage().removeItem(PREFIX + id);
    return null;
  }

  hold(record) {
    this.id = record.id;
    this.rev = record.rev;
    this.kept = JSON.stringify(record.doc);
    this.rememberTab();
  }

  ofThisTab() {
    try {
      return window.sessionStorage.getItem(LAST);
    } catch {
      return null;
    }
  }

  rememberTab() {
    try {
      window.sessionStorage.setItem(LAST, this.id);
    } catch { /* then the last scene of all tabs is shown after a reload */ }
  }

  /** All kept scenes, the latest first. */
  list() {
    try {
      const store = this.storage();
      const ids = Object.keys(store).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
      return ids.map((id) => this.record(id)).filter((record) => record && !record.newer).sort((a, b) => b.at - a.at);
    } catch {
      return [];
    }
  }

  // -- writing --------------------------------------------------------------------------------

  /** From now on changes are kept; before, nothing is written, whatever happens. */
  begin() {
    if (this.kept === null) this.untouched();
    this.ready = true;
  }

  /** What is there now is nobody's work yet, and need not be kept before it is changed. */
  untouched() {
    this.kept = JSON.stringify(this.read());
  }

  soon() {
    if (!this.ready || this.paused) return;
    this.status("waiting");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), TYPING);
  }

  save() {
    clearTimeout(this.timer);
    this.timer = null;
    if (!this.ready || this.paused) return;
    const doc = this.read();
    const text = JSON.stringify(doc);
    if (text === this.kept) return this.status(this.id ? "saved" : "none");
    try {
      const store = this.storage();
      const there = this.id && this.record(this.id);
      if (there && there.rev !== this.rev) return this.conflict(there);
      const record = { v: VERSION, id: this.id ?? newId(), rev: this.rev + 1, at: Date.now(), doc };
      store.setItem(PREFIX + record.id, JSON.stringify(record));
      this.hold(record);
      store.setItem(LAST, record.id);
      this.broken = false;
      this.status("saved");
      this.heard("works");
    } catch {
      this.failed();
    }
  }

  failed() {
    this.broken = true;
    this.status("failed");
    this.heard("failed");
  }

  // -- several scenes, several tabs -----------------------------------------------------------

  /** The next change begins another scene; the present one stays as it was kept. */
  another() {
    if (!this.paused) this.save();
    this.id = null;
    this.rev = 0;
    this.kept = null;
    this.paused = false;
  }

  /** Lets go of the present scene, so that nothing that happens meanwhile touches it; what wake() needs. */
  rest() {
    this.save();
    const { id, rev, kept, ready, paused } = this;
    Object.assign(this, { id: null, ready: false, paused: false });
    return { id, rev, kept, ready, paused };
  }

  /** Goes on where rest() left; looks whether another tab has saved the scene meanwhile. */
  wake(held) {
    Object.assign(this, held);
    if (this.id && !this.paused) this.elsewhere({ key: PREFIX + this.id, newValue: "?" });
  }

  remove(id) {
    try {
      this.storage().removeItem(PREFIX + id);
    } catch { /* it is listed again */ }
  }

  elsewhere(event) {
    if (!this.id || event.key !== PREFIX + this.id || !event.newValue) return;
    const record = this.record(this.id);
    if (record && !record.newer && record.rev !== this.rev) this.conflict(record);
  }

  conflict(record) {
    clearTimeout(this.timer);
    this.timer = null;
    this.paused = true;
    this.status("paused");
    this.heard("conflict", record);
  }

  /** How a conflict ends: "other" takes what the other tab kept, "mine" writes over it, "both" keeps two scenes. */
  resolve(choice, record) {
    if (choice === "both") this.another();
    else this.hold(this.record(record.id) ?? record);
    this.paused = false;
    if (choice !== "other") {
      this.kept = null;
      this.save();
    }
  }
}
