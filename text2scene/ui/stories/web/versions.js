// Earlier versions of a story: to look at, to name, to go back to.

import { make } from "../dom.js";
import { ago } from "./shelf.js";

export class Versions {
  constructor(app) {
    this.app = app;
  }

  async show() {
    const { app } = this;
    await app.work.quiet();
    const { id } = app.work.held;
    await app.attempt(async () => {
      const { versions } = await app.service.ask("versions", { id });
      this.list = make("ol", { class: "s-versions", "aria-label": "Versions" }, ...versions.map((version) => this.entry(version)));
      this.view = make("div", { class: "s-version", "aria-live": "polite" }, make("p", { class: "s-hint" }, "Choose one to look at it."));
      app.dialogs.show("versions", "Earlier versions", [make("div", { class: "s-history" }, this.list, this.view)]);
    });
  }

  entry(version) {
    const now = version.revision === this.app.work.held.revision;
    const name = make("b", { dir: "auto" }, version.name || (now ? "As it is now" : version.what));
    const open = make("button", { type: "button", class: "s-entry", onclick: () => this.look(version, open, name) },
      name, make("small", {}, [version.name ? version.what : "", `${version.pages} ${version.pages === 1 ? "page" : "pages"}`, ago(version.made)].filter(Boolean).join(" · ")));
    return make("li", {}, open);
  }

  async look(version, button, label) {
    const { app } = this;
    const { id } = app.work.held;
    for (const other of this.list.querySelectorAll("button")) other.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    await app.attempt(async () => {
      const { story } = await app.service.ask("get", { id, revision: version.revision });
      if (button.getAttribute("aria-current") !== "true") return;
      this.view.replaceChildren(this.naming(version, label), make("h3", { dir: "auto" }, story.title || "Without a title"),
        make("ol", { class: "s-version-pages" }, ...story.pages.map((page) => make("li", {}, app.pictures.scene(page.scene), make("p", { dir: "auto" }, page.text)))));
    }, button);
  }

  naming(version, label) {
    const { app } = this;
    const { id, revision } = app.work.held;
    const box = make("input", { type: "text", maxlength: "80", "aria-label": "Name of this version", placeholder: "Give it a name", value: version.name });
    const give = make("form", { class: "t2s-line", onsubmit: (event) => {
      event.preventDefault();
      app.attempt(async () => {
        await app.service.ask("name", { id, revision: version.revision, name: box.value.trim() });
        version.name = box.value.trim();
        label.textContent = version.name || version.what;
        app.voice.say("Named.");
      });
    } }, box, make("button", { type: "submit", class: "t2s-soft" }, "Name it"));
    const back = make("button", { type: "button", class: "t2s-strong", disabled: version.revision === revision, onclick: async () => {
      if (!(await app.past.step("back", { revision: version.revision }))) return;
      app.dialogs.close();
      app.voice.say("The story is as it was then.", { Undo: () => app.past.step("undo") });
    } }, "Go back to this one");
    return make("div", { class: "s-version-head" }, give, back);
  }
}
