// What could not be kept, and what two have changed at once: banners and the choice what to keep.

import { make } from "../dom.js";
import { download, fileName } from "./download.js";

export class Trouble {
  constructor(app) {
    this.app = app;
    app.work.listen((kind, data) => this[kind]?.(data));
  }

  /** The change is on the screen, but not in the library. */
  unsaved(message) {
    this.app.voice.banner("unsaved", `${message} Your work is here on the screen, and you can go on.`, {
      "Try again": () => this.app.work.retry().then((kept) => kept && this.app.voice.say("Saved.")),
      Download: () => { this.download(); this.unsaved(message); },
    });
  }

  /** The story was deleted in another window while it was open here. */
  gone(message) {
    this.app.voice.banner("unsaved", `${message} It is still here on the screen.`, {
      "Keep it as a new story": () => this.keepAnew(),
      Download: () => { this.download(); this.gone(message); },
    });
  }

  async keepAnew() {
    const { app } = this;
    const { id, story } = app.work.held;
    await app.attempt(async () => {
      const held = await app.service.ask("create", { story });
      app.work.reset();
      app.drafts.set(`draft:${id}`, null);
      app.past.announce(held.id, held.revision);
      this.works();
      app.openHeld(held);
    });
  }

  offline(message) {
    const { work, voice } = this.app;
    const kept = work.unsafe ? " This browser cannot keep it either: download the story before you close this page." : "";
    voice.banner("unsaved", message + kept, {
      "Try again": () => work.again(),
      Download: () => { this.download(); this.offline(message); },
    });
  }

  works() {
    this.app.voice.banner("unsaved", "");
    this.app.voice.banner("refused", "");
  }

  refused({ message, change }) {
    const { work, voice } = this.app;
    const lost = change.do === "edit" && !work.page(change.page) ? change.text : "";
    if (!lost) return voice.banner("refused", message, { "All right": () => {} });
    return voice.banner("refused", `The page on which you wrote “${lost.slice(0, 120)}” is gone.`, {
      "Add it as a page": () => work.change({ do: "add", text: lost, at: work.story.pages.length }),
      "Leave it": () => {},
    });
  }

  saved() {
    this.app.voice.banner("refused", "");
  }

  /** The story as a file, also when nobody answers. */
  download() {
    const { work } = this.app;
    const story = structuredClone(work.clashed?.story ?? work.story);
    for (const page of story.pages) page.text = work.shown({ do: "edit", page: page.id }, page.text);
    download(new Blob([JSON.stringify(story, null, 1)], { type: "application/json" }), `${fileName(story.title)}.json`);
  }

  // -- two at once ----------------------------------------------------------------------------

  async conflict({ theirs, mine, parts }) {
    const { app } = this;
    await app.come();
    const choice = (label, told, kind, act) => make("button", { type: "button", class: kind, "data-choice": label, onclick: () => { app.dialogs.close(); act(); } }, make("b", {}, label), make("small", {}, told));
    app.dialogs.show("conflict", "Changed in two places", [
      make("p", {}, `Somebody else, or you in another window, has changed ${this.told(parts, theirs.story, mine)} too. Nothing is lost: choose what to keep.`),
      this.compare(parts, theirs.story, mine),
      make("div", { class: "s-choices" },
        choice("Keep mine", "The other one stays among the earlier versions.", "s-choice", () => this.keepMine(theirs, mine)),
        choice("Keep theirs", "What you changed last is let go.", "s-choice", () => this.keepTheirs(theirs)),
        choice("Keep both", "Yours becomes a story of its own.", "s-choice", () => this.keepBoth(theirs, mine))),
    ], { steady: true });
  }

  told(parts, theirs, mine) {
    const pages = mine.pages.map((page) => page.id);
    const words = parts.map((part) => {
      const at = pages.indexOf(part);
      if (at >= 0) return `page ${at + 1}`;
      if (part.startsWith("cast:")) return `the looks of ${[...mine.cast, ...theirs.cast].find((one) => `cast:${one.id}` === part)?.name ?? "somebody"}`;
      return { title: "the title", author: "the author", order: "the order of the pages" }[part] ?? "a page";
    });
    return [...new Set(words)].slice(0, 4).join(", ") || "the same thing";
  }

  /** Both texts of the first page in question. */
  compare(parts, theirs, mine) {
    const side = (label, story) => {
      const page = story.pages.find((one) => parts.includes(one.id));
      return make("figure", {}, make("figcaption", {}, label), page ? this.app.pictures.scene(page.scene) : null, make("p", { dir: "auto" }, page?.text ?? story.title));
    };
    return make("div", { class: "s-compare" }, side("Mine", mine), side("Theirs", theirs));
  }

  async keepMine(theirs, mine) {
    const { work, voice } = this.app;
    if (await work.save(mine, theirs.revision, true)) voice.say("Yours is kept.");
  }

  keepTheirs(theirs) {
    const { work } = this.app;
    work.unsaved = "";
    work.adopt(theirs);
    this.works();
    work.resume();
  }

  async keepBoth(theirs, mine) {
    const { app } = this;
    const copy = { ...mine, title: `${mine.title || "Story"} (mine)` };
    await app.attempt(async () => {
      const held = await app.service.ask("create", { story: copy });
      app.past.announce(held.id, held.revision);
      this.keepTheirs(theirs);
      app.voice.say(`Yours stands on the shelf as “${copy.title}”.`, { "Open it": () => app.go(held.id) });
    });
  }
}
