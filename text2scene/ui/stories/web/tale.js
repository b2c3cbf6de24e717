// Making a story up together: five questions with pictures, a first page, and after each page three ways to go on.
// The server keeps nothing of it; what was made up so far is in this browser until it stands on the shelf.

import { make, still } from "../dom.js";
import { QUESTIONS, pictureOf } from "./choices.js";
import { sign } from "./icons.js";
import { TalePages } from "./talepages.js";

const DRAFT = "tale";
const fresh = () => ({ step: 0, setup: {}, names: {}, told: [], own: [], edits: {} });

export class Tale {
  constructor(root, app) {
    this.app = app;
    this.section = root.querySelector("#story-tale");
    this.state = fresh();
    this.pages = new TalePages(this);
  }

  async show() {
    const draft = this.app.drafts.get(DRAFT);
    if (draft?.told && !this.state.told.length && !this.state.step) this.state = { ...fresh(), ...draft };
    if (!this.choices && !(await this.ask())) return;
    this.draw();
  }

  keep() {
    const { state } = this;
    this.app.drafts.set(DRAFT, state.told.length || state.step ? state : null);
  }

  /** What there is to choose from. */
  async ask() {
    try {
      this.choices = await this.app.service.ask("tale/choices");
      this.app.voice.banner("offline", "");
      return true;
    } catch (error) {
      this.app.trouble(error, () => this.show());
      return false;
    }
  }

  draw(focus = false) {
    const parts = this.state.told.length ? this.pages.parts() : this.question();
    this.section.replaceChildren(...parts);
    if (focus) this.section.querySelector("h2, h3")?.focus({ preventScroll: true });
    if (focus && this.section.getBoundingClientRect().top < 0) this.section.scrollIntoView({ behavior: still() ? "auto" : "smooth" });
  }

  head(title, back, more = []) {
    return make("header", { class: "s-head" },
      make("button", { type: "button", class: "t2s-round", "aria-label": back.label, title: back.label, onclick: back.act }, sign("back")),
      make("h2", { id: "story-tale-title", tabindex: "-1", dir: "auto" }, title), ...more);
  }

  // -- the questions --------------------------------------------------------------------------

  question() {
    const { state } = this;
    const [kind, list, title] = QUESTIONS[state.step];
    const back = state.step ? { label: "One question back", act: () => this.step(state.step - 1) } : { label: "Back to my stories", act: () => this.app.go("") };
    const dots = make("ol", { class: "s-steps", "aria-label": `Question ${state.step + 1} of ${QUESTIONS.length}` },
      ...QUESTIONS.map(([, , told], index) => make("li", { "aria-current": index === state.step ? "step" : null, "data-done": index < state.step }, make("span", { class: "t2s-hidden" }, told))));
    const all = make("button", { type: "button", class: "t2s-second", "data-key": "surprise", onclick: (event) => this.begin(event.currentTarget) }, sign("stars"), state.step ? "Surprise me with the rest" : "Surprise me");
    all.classList.add("s-with-sign");
    // Only what suits the place: a fish comes along under water alone.
    const suits = this.choices.themes.find((theme) => theme.id === state.setup.theme)?.[list];
    const options = this.choices[list].filter((choice) => !suits || suits.includes(choice.id)).map((choice) => this.option(kind, choice));
    return [
      this.head(title, back, [dots, all]),
      make("div", { class: `s-options s-options-${kind}`, role: "group", "aria-label": title }, ...options),
      kind === "hero" || kind === "companion" ? this.naming(kind) : "",
    ];
  }

  option(kind, { id, label }) {
    const picture = pictureOf(this.app.pictures, kind, id);
    return make("button", { type: "button", class: "s-option", "data-choice": id, "aria-pressed": String(this.state.setup[kind] === id), onclick: (event) => this.choose(kind, id, event.currentTarget) },
      picture, make("span", {}, label));
  }

  naming(kind) {
    const box = make("input", { type: "text", id: `story-name-${kind}`, maxlength: "24", autocomplete: "off", value: this.state.names[kind] ?? "", placeholder: kind === "hero" ? "Ada" : "Rex",
      oninput: () => { this.state.names[kind] = box.value; this.keep(); } });
    return make("p", { class: "s-line s-naming" }, make("label", { for: box.id }, "With a name of your own?"), box);
  }

  step(to) {
    this.state.step = to;
    this.keep();
    this.draw(true);
  }

  async choose(kind, id, button) {
    const { setup } = this.state;
    if (kind === "theme" && setup.theme !== id) this.state.setup = { theme: id };
    else setup[kind] = id;
    if (this.state.step + 1 < QUESTIONS.length) this.step(this.state.step + 1);
    else await this.begin(button);
  }

  async begin(button) {
    const { setup, names } = this.state;
    const own = Object.fromEntries(Object.entries(names).map(([who, name]) => [who, name.trim()]).filter(([who, name]) => name && setup[who]));
    const question = { ...setup, seed: Math.floor(Math.random() * 2 ** 31) };
    if (Object.keys(own).length) question.names = own;
    await this.app.attempt(async () => {
      this.state.told = [await this.app.service.ask("tale/begin", question)];
      this.keep();
      this.draw(true);
    }, button);
  }

  forget() {
    this.state = fresh();
    this.keep();
  }

  /** From the beginning. */
  restart() {
    this.state = fresh();
    this.keep();
    this.draw(true);
  }
}
