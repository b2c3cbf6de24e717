// Making a book: the kind of file, how it is to look, and what did not go as wished.

import { make } from "../dom.js";
import { download, fileName } from "./download.js";

const KINDS = [
  ["pdf", "PDF", "to print, and for the screen"], ["epub", "EPUB", "for e-readers"], ["html", "Web page", "turns pages and reads aloud"],
  ["pptx", "Slides", "for PowerPoint"], ["gif", "GIF", "moving, for messages"], ["webp", "WebP", "moving, small and fine"],
  ["zip", "Pictures", "PNG and SVG of every page"], ["json", "Story file", "to open here again"],
];
const OPTIONS = {
  paper: ["Paper", [["square", "Square"], ["a4", "A4"], ["a5", "A5"], ["letter", "Letter"]], ["pdf", "epub", "html", "pptx", "zip"]],
  layout: ["Text", [["own", "As on each page"], ["under", "Under"], ["beside", "Beside"], ["over", "Over the picture"]], ["pdf", "epub", "html", "pptx", "gif", "webp", "zip"]],
  bubbles: ["Speech bubbles", [["both", "With the text"], ["instead", "Instead of the text"], ["none", "None"]], ["pdf", "epub", "html", "pptx", "gif", "webp", "zip"]],
  epub: ["Pages", [["fixed", "As printed"], ["flowing", "Letters of any size"]], ["epub"]],
  seconds: ["A page rests", [["2", "2 seconds"], ["3", "3 seconds"], ["5", "5 seconds"], ["8", "8 seconds"]], ["gif", "webp"]],
};
const CHECKS = {
  bleed: ["3 mm more on all sides, for printers", ["pdf"], false],
  title_page: ["With a title page", ["pdf", "epub", "html", "pptx", "gif", "webp", "zip"], true],
  page_numbers: ["With page numbers", ["pdf", "epub", "pptx", "zip"], true],
};
const WISHES = "book";

export class Export {
  constructor(app) {
    this.app = app;
    this.wishes = { kind: "pdf", seconds: "3", ...app.drafts.get(WISHES) };
  }

  show() {
    const kinds = KINDS.map(([kind, label, told]) => make("label", { class: "s-kind" },
      make("input", { type: "radio", name: "kind", value: kind, checked: this.wishes.kind === kind }), make("b", {}, label), make("small", {}, told)));
    const selects = Object.entries(OPTIONS).map(([name, [label, choices]]) => make("p", { class: "s-line", "data-option": name }, make("label", { for: `story-book-${name}` }, label),
      make("select", { id: `story-book-${name}`, name }, ...choices.map(([value, told]) => make("option", { value, selected: this.wishes[name] === value }, told)))));
    const checks = Object.entries(CHECKS).map(([name, [label, , usual]]) => make("label", { class: "t2s-check", "data-option": name },
      make("input", { type: "checkbox", name, checked: this.wishes[name] ?? usual }), label));
    this.go = make("button", { type: "submit", class: "t2s-primary" }, "Download");
    this.warnings = make("div", { class: "s-warnings", role: "status" });
    this.form = make("form", { class: "s-export", onchange: () => this.fit(), onsubmit: (event) => { event.preventDefault(); this.make(); } },
      make("fieldset", { class: "s-kinds" }, make("legend", { class: "t2s-hidden" }, "Kind of book"), ...kinds),
      make("div", { class: "s-wishes" }, ...selects, ...checks), this.warnings, make("div", { class: "t2s-row t2s-end" }, this.go));
    this.app.dialogs.show("export", "Make a book", [this.form]);
    this.fit();
  }

  /** Only what concerns the chosen kind is there. */
  fit() {
    const data = new FormData(this.form);
    const kind = data.get("kind");
    for (const [name, [, , kinds]] of Object.entries(OPTIONS)) this.form.querySelector(`[data-option="${name}"]`).hidden = !kinds.includes(kind);
    for (const [name, [, kinds]] of Object.entries(CHECKS)) this.form.querySelector(`[data-option="${name}"]`).hidden = !kinds.includes(kind);
    this.warnings.replaceChildren();
    this.wishes = { kind };
    for (const name of Object.keys(OPTIONS)) this.wishes[name] = data.get(name);
    for (const name of Object.keys(CHECKS)) this.wishes[name] = data.get(name) === "on";
    this.app.drafts.set(WISHES, this.wishes);
  }

  options() {
    const { kind } = this.wishes;
    const out = {};
    for (const [name, [, , kinds]] of Object.entries(OPTIONS)) if (kinds.includes(kind)) out[name] = name === "seconds" ? Number(this.wishes[name]) : this.wishes[name];
    for (const [name, [, kinds]] of Object.entries(CHECKS)) if (kinds.includes(kind)) out[name] = this.wishes[name];
    return out;
  }

  async make() {
    const { app, go } = this;
    if (go.getAttribute("aria-busy")) return;
    const { kind } = this.wishes;
    go.setAttribute("aria-busy", "true");
    go.textContent = "Making the book …";
    this.warnings.replaceChildren();
    try {
      await app.work.quiet();
      const { work } = app;
      const which = work.unsaved || work.paused ? { story: work.story } : { id: work.held.id };
      const { blob, name, warnings } = await app.service.file("book", { ...which, format: kind, options: this.options() });
      download(blob, name.includes(".") ? name : `${fileName(work.story.title)}.${kind}`);
      this.warnings.append(make("p", { class: "s-good" }, "The book is in your downloads."));
      if (warnings.length) this.warnings.append(make("ul", {}, ...warnings.map((one) => make("li", { dir: "auto" }, one))));
    } catch (error) {
      if (error.status === undefined) throw error;
      this.warnings.append(make("p", { class: "s-message" }, error.message));
    } finally {
      go.removeAttribute("aria-busy");
      go.textContent = "Download";
    }
  }
}
