// Writing a story: a large box and one button. What is in the box stays in this browser until it is a book.

import { make } from "../dom.js";
import { EXAMPLES } from "./examples.js";

const DRAFT = "writing";

export class Write {
  constructor(root, app) {
    this.app = app;
    this.form = root.querySelector("#story-write-form");
    this.name = root.querySelector("#story-name");
    this.text = root.querySelector("#story-text");
    this.button = root.querySelector("#story-make-book");
    this.message = root.querySelector("#story-write-message");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    for (const box of [this.name, this.text]) {
      box.addEventListener("input", () => this.keep());
    }
    root.querySelector("#story-examples").append(...EXAMPLES.map((one) => make("button", { type: "button", class: "t2s-soft", onclick: () => this.begin(one) }, one.title)));
  }

  show() {
    const draft = this.app.drafts.get(DRAFT);
    if (draft && !this.text.value && !this.name.value) this.fill(draft);
    if (matchMedia("(hover: hover)").matches) this.text.focus({ preventScroll: true });
  }

  fill({ title = "", text = "" }) {
    this.name.value = String(title);
    this.text.value = String(text);
    this.grow();
  }

  begin(example) {
    const before = { title: this.name.value, text: this.text.value };
    this.fill(example);
    this.keep();
    if (before.text.trim()) this.app.voice.say("This is an example.", { "Back to mine": () => { this.fill(before); this.keep(); } });
    this.text.focus();
  }

  keep() {
    this.grow();
    this.message.hidden = true;
    const { value: title } = this.name, { value: text } = this.text;
    this.app.drafts.set(DRAFT, title || text ? { title, text } : null);
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.max(this.text.scrollHeight + 4, 280)}px`;
  }

  async send() {
    const { service, past } = this.app;
    const { value: title } = this.name, { value: text } = this.text;
    if (!text.trim()) return this.say("Write a sentence or two first, such as: Mia is flying her kite.");
    if (this.button.getAttribute("aria-busy")) return null;
    this.button.setAttribute("aria-busy", "true");
    this.button.textContent = "Drawing the pages …";
    let watch = null;
    try {
      const question = { text, job: `${Date.now()}-${Math.random()}` };
      if (title.trim()) question.title = title.trim();
      watch = setInterval(() => this.tellProgress(question.job), 700);
      const held = await service.ask("create", question);
      this.app.drafts.set(DRAFT, null);
      this.fill({});
      past.announce(held.id, held.revision);
      return this.app.openHeld(held);
    } catch (error) {
      return this.say(error.message);
    } finally {
      clearInterval(watch);
      this.button.removeAttribute("aria-busy");
      this.button.textContent = "Make the book";
    }
  }

  async tellProgress(job) {
    const { done, all } = await this.app.service.ask("progress", { job }).catch(() => ({ done: 0, all: 0 }));
    if (all > 1 && this.button.getAttribute("aria-busy")) this.button.textContent = `Drawing page ${Math.min(done + 1, all)} of ${all} …`;
  }

  say(text) {
    this.message.textContent = text;
    this.message.hidden = false;
  }
}
