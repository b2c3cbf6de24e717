// The shelf: all stories as books, new ones, what was deleted, files, and the private link.

import { make } from "../dom.js";
import { download } from "./download.js";
import { sign } from "./icons.js";

export class Shelf {
  constructor(root, app) {
    this.app = app;
    this.section = root.querySelector("#story-shelf");
    this.books = root.querySelector("#story-books");
    this.empty = root.querySelector("#story-empty");
    this.bin = root.querySelector("#story-bin");
    this.file = root.querySelector("#story-file");
    const on = (id, act) => root.querySelector(id).addEventListener("click", act);
    on("#story-new-write", () => app.go("write"));
    on("#story-new-make", () => app.go("make"));
    on("#story-open-file", () => this.file.click());
    on("#story-bin", () => this.showDeleted());
    on("#story-all", () => this.showCopies());
    this.link = root.querySelector("#story-link");
    this.link.addEventListener("click", () => app.access.showLink());
    this.file.addEventListener("change", () => this.file.files[0] && this.open(this.file.files[0]).finally(() => (this.file.value = "")));
    root.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
    root.addEventListener("drop", (event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.open(event.dataTransfer.files[0]);
    });
    this.decorate(root);
  }

  decorate(root) {
    const { pictures } = this.app;
    const write = pictures.little("park", [["oak_tree", 400, 190, { depth: 1 }], ["jenny", 150, 265, { pose: "reach", expression: "laugh" }], ["kite", 300, 90], ["dog", 320, 315, { flip: true }], ["sun", 70, 62]]);
    const made = pictures.little("night", [["castle", 375, 180, { depth: 1 }], ["dragon", 330, 280, { flip: true }], ["mike", 130, 265, { pose: "arms_up", expression: "laugh" }], ["wizard_hat", 138, 150], ["moon", 90, 60]]);
    root.querySelector(".s-start-write .s-start-art").append(write);
    root.querySelector(".s-start-make .s-start-art").append(made);
  }

  async show() {
    this.link.hidden = !this.app.keys.shared;
    await this.refresh();
  }

  /** Asks for the stories again; quietly, where the shelf is not what is shown. */
  async refresh() {
    const { app } = this;
    try {
      const [answer, deleted] = await Promise.all([app.service.ask("list", { deleted: false }), app.service.ask("list", { deleted: true })]);
      this.fill(answer.stories);
      this.bin.hidden = !deleted.stories.length;
      this.deleted = deleted.stories;
      app.voice.banner("notice", answer.notice, answer.notice ? { "All right": () => {} } : {});
      app.voice.banner("offline", "");
    } catch (error) {
      if (app.screen === "shelf") app.trouble(error, () => this.refresh());
    }
  }

  fill(stories) {
    this.stories = stories;
    const focus = document.activeElement?.dataset?.key;
    this.books.replaceChildren(...stories.map((card) => this.book(card)));
    this.empty.hidden = stories.length > 0;
    if (focus) this.books.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }

  book(card) {
    const { app } = this;
    const title = card.title || "Without a title";
    const pages = `${card.pages} ${card.pages === 1 ? "page" : "pages"}`;
    const open = make("button", {
      type: "button", class: "s-book", "data-key": `open-${card.id}`, "aria-label": `Open: ${title}, ${pages}`, onclick: () => app.go(card.id),
    }, app.pictures.cover(card));
    const tool = (name, label, act) => make("button", { type: "button", class: "t2s-round", "data-key": `${name}-${card.id}`, "aria-label": `${label}: ${title}`, title: label, onclick: act }, sign(name));
    const about = make("small", {}, pages, make("br"), ago(card.changed));
    return make("li", { "data-story": card.id }, open, make("div", { class: "s-under" }, about,
      tool("copy", "Make a copy", () => this.duplicate(card)), tool("trash", "Delete", () => this.remove(card))));
  }

  async duplicate(card) {
    await this.app.attempt(async () => {
      const held = await this.app.service.ask("duplicate", { id: card.id });
      this.app.past.announce(held.id);
      await this.refresh();
      this.app.voice.say("A copy stands on the shelf.");
    });
  }

  async remove(card) {
    await this.app.attempt(async () => {
      await this.app.service.ask("delete", { id: card.id });
      this.app.past.announce(card.id);
      await this.refresh();
      this.app.voice.say(`“${card.title || "Without a title"}” is deleted.`, { "Put it back": () => this.restore(card) });
    });
  }

  async restore(card) {
    await this.app.attempt(async () => {
      await this.app.service.ask("restore", { id: card.id });
      this.app.past.announce(card.id);
      await this.refresh();
      this.app.voice.say("It stands on the shelf again.");
    });
  }

  // -- deleted stories, copies of all ---------------------------------------------------------

  showDeleted() {
    const list = make("ul", { class: "s-list" }, ...(this.deleted ?? []).map((card) => this.deletedEntry(card)));
    this.app.dialogs.show("deleted", "Deleted stories", [make("p", {}, "They stay here until you take them away for good."), list]);
  }

  deletedEntry(card) {
    const { app } = this;
    const title = card.title || "Without a title";
    const back = make("button", { type: "button", class: "t2s-strong", "aria-label": `Put back: ${title}`, onclick: async () => { await this.restore(card); item.remove(); } }, "Put back");
    const purge = make("button", { type: "button", class: "t2s-soft", "aria-label": `Delete for good: ${title}` }, "Delete for good");
    purge.addEventListener("click", async () => {
      // The second click deletes: there is no way back from it.
      if (!purge.dataset.sure) {
        purge.dataset.sure = "yes";
        purge.textContent = "Really? Click again";
        return;
      }
      await app.attempt(async () => {
        await app.service.ask("purge", { id: card.id });
        item.remove();
        await this.refresh();
      });
    });
    const item = make("li", {}, app.pictures.cover(card), make("span", { class: "s-grow" }, make("b", { dir: "auto" }, title), make("small", {}, `deleted ${ago(card.deleted)}`)), back, purge);
    return item;
  }

  showCopies() {
    const { app } = this;
    const all = make("button", { type: "button", class: "t2s-strong", onclick: () => this.exportAll(all) }, "Download all stories");
    const bring = make("button", { type: "button", class: "t2s-soft", onclick: () => { app.dialogs.close(); this.file.click(); } }, "Bring stories in");
    app.dialogs.show("copies", "Keep a copy", [
      make("p", {}, "One file with all your stories and their earlier versions. It can be brought in again, here or on another computer; what is there already is left alone."),
      make("div", { class: "t2s-row" }, all, bring),
    ]);
  }

  async exportAll(button) {
    await this.app.attempt(async () => {
      const { blob, name } = await this.app.service.file("export");
      download(blob, name.includes(".") ? name : "my-stories.zip");
      this.app.dialogs.close();
      this.app.voice.say("All stories are in your downloads.");
    }, button);
  }

  // -- files ----------------------------------------------------------------------------------

  async open(file) {
    const { app } = this;
    app.voice.say("Opening …");
    await app.attempt(async () => {
      if (/\.zip$/i.test(file.name) || file.type === "application/zip") {
        const { added, skipped } = await app.service.give("import", file);
        app.past.announce("");
        await app.go("");
        const there = skipped.length ? ` ${skipped.length} ${skipped.length === 1 ? "was" : "were"} there already or could not be read.` : "";
        app.voice.say(`${added} ${added === 1 ? "story was" : "stories were"} brought in.${there}`);
      } else {
        const held = await app.service.give("open", file);
        app.past.announce(held.id, held.revision);
        app.openHeld(held);
        app.voice.say("It is on your shelf now.");
      }
    });
  }
}

/** "just now", "3 hours ago", "on 4 May". */
export function ago(iso) {
  const minutes = (Date.now() - Date.parse(iso)) / 60000;
  if (!(minutes >= 0) || minutes < 2) return "just now";
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
  if (minutes < 60) return words.format(-Math.round(minutes), "minute");
  if (minutes < 60 * 24) return words.format(-Math.round(minutes / 60), "hour");
  if (minutes < 60 * 24 * 14) return words.format(-Math.round(minutes / 60 / 24), "day");
  return `on ${new Date(iso).toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric" })}`;
}
