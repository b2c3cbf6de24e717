// The slide show: one page after the other over the whole screen, read aloud if the browser has a voice.

import { make, still } from "../dom.js";
import { sign } from "./icons.js";
import { Reading, canRead, wordsInto } from "./reading.js";

const STEP = 420; // milliseconds between two objects that appear
const SWIPE = 45; // screen pixels

export class Show {
  constructor(app) {
    this.app = app;
    this.reading = new Reading();
    this.reading.failed = () => this.setAloud(false);
    this.steps = false;
    this.aloud = false;
  }

  /** page: the id of the page to begin with; the title where there is none. */
  async start(page = null) {
    const { app } = this;
    app.work.flush();
    const { story } = app.work;
    this.slides = [{ kind: "title" }, ...story.pages.map((one) => ({ kind: "page", page: one })), { kind: "end" }];
    this.story = story;
    this.build();
    app.root.append(this.dialog);
    this.dialog.showModal();
    // Over the whole screen where the browser lets us; else over the page.
    this.dialog.requestFullscreen?.({ navigationUI: "hide" }).catch(() => {});
    this.at = -1;
    this.before.blur();
    this.go(page ? story.pages.findIndex((one) => one.id === page) + 1 : 0);
  }

  build() {
    const button = (name, label, act, more = {}) => make("button", { type: "button", "aria-label": label, title: label, onclick: act, ...more }, sign(name));
    this.stage = make("div", { class: "s-show-stage" });
    this.count = make("output", { class: "s-show-count" });
    this.before = button("before", "Page before", () => this.go(this.at - 1));
    this.after = button("after", "Next page", () => this.go(this.at + 1));
    this.voice = canRead() ? button("voice", "Read aloud", () => this.setAloud(!this.aloud), { "aria-pressed": String(this.aloud) }) : null;
    this.stepping = button("step", "Let everything appear one by one", () => this.setSteps(!this.steps), { "aria-pressed": String(this.steps) });
    const bar = make("div", { class: "s-show-bar" }, ...[this.before, this.count, this.after, this.voice, this.stepping, button("close", "Close", () => this.dialog.close())].filter(Boolean));
    this.dialog = make("dialog", { id: "story-show", class: "s-show", "aria-label": `Reading: ${this.story.title || "the story"}` }, this.stage, bar);
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => this.end());
    this.dialog.addEventListener("fullscreenchange", () => {
      if (document.fullscreenElement) this.wasFull = true;
      else if (this.wasFull && this.dialog.open) this.dialog.close();
    });
    this.pointers();
  }

  end() {
    this.reading.stop();
    this.wasFull = false;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.dialog.remove();
    const page = this.slides[this.at]?.page;
    if (page && this.app.screen === "page") this.app.go(this.app.work.held.id, page.id, { replace: true });
    this.app.root.querySelector("#story-play").focus({ preventScroll: true });
  }

  // -- pages ----------------------------------------------------------------------------------

  go(to) {
    const at = Math.min(this.slides.length - 1, Math.max(0, to));
    if (at === this.at) return;
    const forward = at > this.at;
    this.at = at;
    const slide = this.slides[at];
    const shown = slide.kind === "page" ? this.page(slide.page) : this.outer(slide.kind);
    shown.style.setProperty("--from", forward ? "3rem" : "-3rem");
    this.stage.replaceChildren(shown);
    this.before.disabled = at === 0;
    this.after.disabled = at === this.slides.length - 1;
    const number = this.slides.slice(0, at + 1).filter((one) => one.kind === "page").length;
    this.count.textContent = slide.kind === "page" ? `${number} / ${this.story.pages.length}` : "";
    // The keys work wherever one is, but not from a button that cannot be used any more.
    const focused = document.activeElement;
    if (!this.dialog.contains(focused) || focused === this.dialog || focused.disabled) shown.focus({ preventScroll: true });
    if (slide.kind === "page" && this.steps && !still()) this.appear(shown.querySelector("svg"));
    this.read();
  }

  page(page) {
    const { pictures } = this.app;
    const text = make("p", { class: "s-show-text", dir: "auto", lang: this.story.lang, "data-read": "" });
    wordsInto(text, page.text);
    const long = page.text.length > 420 ? " s-long" : "";
    return make("article", { class: `s-slide s-slide-${page.layout}${long}`, tabindex: "-1" },
      make("div", { class: "s-show-picture" }, pictures.scene(page.scene, pictures.told(page.scene, this.story.cast))),
      make("div", { class: "s-show-words" }, page.chapter ? make("h3", { dir: "auto" }, page.chapter) : null, text));
  }

  outer(kind) {
    const { story } = this;
    const { pictures } = this.app;
    if (kind === "end") {
      const people = story.cast.slice(0, 4).map((member) => pictures.piece(member.category, { style: member.style ?? {}, pose: "arms_up", expression: "laugh" }));
      return make("article", { class: "s-slide s-slide-end", tabindex: "-1" }, make("p", { class: "s-the-end" }, "The end"), make("div", { class: "s-end-people" }, ...people),
        make("button", { type: "button", class: "t2s-second", onclick: () => this.go(0) }, "Once more"));
    }
    const title = make("h2", { dir: "auto", lang: story.lang, "data-read": "" });
    wordsInto(title, story.title || "A story");
    const cover = story.pages[0] ? pictures.scene(story.pages[0].scene) : null;
    return make("article", { class: "s-slide s-slide-title", tabindex: "-1" }, title, story.author ? make("p", { dir: "auto" }, `by ${story.author}`) : null, make("div", { class: "s-show-picture" }, cover));
  }

  /** One object after the other. */
  appear(svg) {
    [...svg.children].slice(1).forEach((part, index) => {
      part.animate([{ opacity: 0, translate: "0 14px" }, { opacity: 1, translate: "0 0" }], { duration: 380, delay: index * STEP * 0.6, fill: "backwards", easing: "cubic-bezier(.2,1.2,.5,1)" });
    });
  }

  // -- voice ----------------------------------------------------------------------------------

  read() {
    this.reading.stop();
    const words = this.stage.querySelector("[data-read]");
    if (!this.aloud) return;
    if (!words) return void this.setAloud(false);
    this.reading.read(words, this.story.lang, () => setTimeout(() => this.aloud && this.dialog.open && this.go(this.at + 1), 900));
  }

  setAloud(on) {
    this.aloud = on;
    this.voice?.setAttribute("aria-pressed", String(on));
    if (on) this.read();
    else this.reading.stop();
  }

  setSteps(on) {
    this.steps = on;
    this.stepping.setAttribute("aria-pressed", String(on));
    if (on && !still() && this.slides[this.at].kind === "page") this.appear(this.stage.querySelector("svg"));
  }

  // -- keys, clicks, swipes -------------------------------------------------------------------

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    const keys = {
      ArrowRight: () => this.go(this.at + 1), ArrowLeft: () => this.go(this.at - 1), PageDown: () => this.go(this.at + 1), PageUp: () => this.go(this.at - 1),
      Home: () => this.go(0), End: () => this.go(this.slides.length - 1),
    };
    if (!onButton) keys[" "] = keys.Enter = () => this.go(this.at + (event.shiftKey ? -1 : 1));
    if (this.voice) keys.r = () => this.setAloud(!this.aloud);
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }

  pointers() {
    let start = null;
    this.stage.addEventListener("pointerdown", (event) => {
      start = event.isPrimary && event.button === 0 && !event.target.closest("button") ? [event.clientX, event.clientY] : null;
    });
    this.stage.addEventListener("pointercancel", () => (start = null));
    this.stage.addEventListener("pointerup", (event) => {
      if (!start) return;
      const across = event.clientX - start[0], down = event.clientY - start[1];
      start = null;
      if (Math.abs(across) > SWIPE && Math.abs(across) > 1.5 * Math.abs(down)) this.go(this.at + (across < 0 ? 1 : -1));
      else if (Math.hypot(across, down) < 8) this.go(this.at + (event.clientX > innerWidth / 2 ? 1 : -1));
    });
  }
}
