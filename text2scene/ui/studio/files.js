// Saving, opening, copying, sharing, and the scenes that this browser has kept.

import { make } from "./dom.js";
import { canonical, emptyScene } from "./scene.js";
import { fromLink, hasScene, toLink } from "./link.js";

const LONG_LINK = 8000; // letters; some programs cut longer links

export class Files {
  constructor(root, app) {
    this.app = app;
    this.root = root;
    this.dialogs = { save: root.querySelector("#t2s-save-dialog"), scenes: root.querySelector("#t2s-scenes-dialog"), help: root.querySelector("#t2s-help-dialog") };
    this.file = root.querySelector("#t2s-file");
    const on = (id, act) => root.querySelector(id).addEventListener("click", act);
    on("#t2s-new", () => this.fresh());
    on("#t2s-open", () => this.file.click());
    on("#t2s-scenes", () => this.showScenes());
    on("#t2s-save", () => this.showSave());
    on("#t2s-share", () => this.share());
    on("#t2s-help", () => this.dialogs.help.showModal());
    on("#t2s-copy", () => this.copyPicture());
    this.file.addEventListener("change", () => this.file.files[0] && this.open(this.file.files[0]).finally(() => (this.file.value = "")));
    for (const dialog of Object.values(this.dialogs)) {
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
      for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
    }
    this.dialogs.save.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.save(new FormData(event.target));
    });
    this.dialogs.save.addEventListener("change", () => this.fit());
    root.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
    root.addEventListener("drop", (event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.open(event.dataTransfer.files[0]);
    });
    window.addEventListener("hashchange", () => this.openLink());
  }

  // -- saving ---------------------------------------------------------------------------------

  showSave() {
    this.fit();
    this.dialogs.save.showModal();
  }

  /** Only what fits the chosen kind of file can be chosen. */
  fit() {
    const kind = this.dialogs.save.querySelector('[name="format"]:checked').value;
    this.dialogs.save.querySelector("#t2s-sizes").disabled = kind === "svg" || kind === "json";
    this.dialogs.save.querySelector("#t2s-clear").disabled = kind === "json";
    this.dialogs.save.querySelector("#t2s-copy").disabled = kind === "json";
  }

  wish(data) {
    const kind = data.get("format");
    return { scene: this.app.store.scene, format: kind, scale: kind === "svg" ? 1 : Number(data.get("scale") ?? 1), transparent: data.get("transparent") === "on" };
  }

  async save(data) {
    const wish = this.wish(data);
    try {
      const { scene } = this.app.store;
      const blob = wish.format === "json" ? new Blob([JSON.stringify(scene, null, 1) + "\n"], { type: "application/json" }) : await this.app.server.picture(wish);
      download(blob, `${fileName(scene.text)}.${wish.format}`);
      this.dialogs.save.close();
      this.app.voice.say("Saved in your downloads.");
    } catch (error) {
      this.dialogs.save.close();
      this.app.ask.refuse(error.message);
    }
  }

  saveDocument() {
    this.save(new Map([["format", "json"]]));
  }

  async copyPicture() {
    try {
      const wish = { ...this.wish(new FormData(this.dialogs.save.querySelector("form"))), format: "png" };
      // Handed over as a promise, since some browsers ask for that within the click.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": this.app.server.picture(wish) })]);
      this.app.voice.say("The picture is copied; paste it where you like.");
    } catch {
      this.app.voice.say("This browser does not let a page copy pictures; save it instead.");
    }
    this.dialogs.save.close();
  }

  async share() {
    const link = await toLink(this.app.store.scene);
    const note = link.length > LONG_LINK ? " It is long; some programs cut such links." : "";
    try {
      await navigator.clipboard.writeText(link);
      this.app.voice.say(`The link is copied. It holds the whole scene.${note}`);
    } catch {
      history.replaceState(null, "", link);
      this.app.voice.say(`The link is in the address bar now; copy it from there.${note}`);
    }
  }

  // -- opening --------------------------------------------------------------------------------

  async open(file) {
    try {
      this.opened(await this.app.server.openFile(file));
    } catch (error) {
      this.app.ask.refuse(error.message);
    }
  }

  /** Opens the scene in the address, if there is one; whether there was. */
  async openLink() {
    if (!hasScene()) return false;
    const { hash } = location;
    history.replaceState(null, "", location.pathname + location.search);
    try {
      let scene;
      try {
        scene = await fromLink(hash);
      } catch {
        throw new Error("This link is not complete, so its scene cannot be opened; ask for it again.");
      }
      this.opened(await this.app.server.ask("open", { scene }));
      return true;
    } catch (error) {
      this.app.ask.refuse(error.message);
      return false;
    }
  }

  /** What was opened becomes a scene of its own; the one before stays among the kept ones. */
  opened({ scene, notices }) {
    this.restart(scene);
    this.app.voice.banner("opened", notices.join(" "), notices.length ? { "All right": () => {} } : {});
    this.app.keep.kept = null;
    this.app.keep.save();
  }

  restart(scene, boxes = {}) {
    const { app } = this;
    app.guest.end();
    app.canvas.finish();
    app.think.close();
    app.keep.another();
    // Where nothing can be kept, the scene before stays within reach of undo.
    if (app.keep.broken) app.store.commit("Another scene", () => scene);
    else app.store.restart(canonical(scene));
    app.ask.shownText = app.store.scene.text;
    app.ask.write({ draft: scene.text, seed: scene.seed ?? 0, ...boxes });
    app.ask.gallery.replaceChildren();
    app.ask.tellSaid("");
    app.ask.follow();
    app.keep.untouched();
  }

  fresh() {
    this.restart(emptyScene());
    this.app.voice.say(this.app.keep.broken ? "A new scene. Undo brings back the one before." : "A new scene. The one before is under “My scenes”.");
    this.app.ask.text.focus();
  }

  // -- the kept scenes ------------------------------------------------------------------------

  showScenes() {
    const { app } = this;
    app.keep.save();
    const list = this.dialogs.scenes.querySelector("ul");
    const records = app.keep.list();
    list.replaceChildren(...records.map((record) => this.entry(record)));
    this.dialogs.scenes.querySelector("p").hidden = records.length > 0;
    this.dialogs.scenes.showModal();
  }

  entry(record) {
    const { app } = this;
    const { scene } = record.doc;
    const open = make("button", { type: "button", class: "t2s-kept", "aria-current": String(record.id === app.keep.id), onclick: () => this.take(record) });
    open.append(app.art.picture(scene), make("span", {}, scene.text || "Without a text"), make("small", {}, new Date(record.at).toLocaleString()));
    const remove = make("button", { type: "button", class: "t2s-soft", "aria-label": `Remove: ${scene.text || "scene without a text"}` }, "Remove");
    remove.addEventListener("click", () => {
      // The second click removes: there is no way back from it.
      if (remove.dataset.sure) {
        app.keep.remove(record.id);
        if (record.id === app.keep.id) app.keep.another();
        item.remove();
      } else {
        remove.dataset.sure = "yes";
        remove.textContent = "Really remove?";
      }
    });
    const item = make("li", {}, open, remove);
    return item;
  }

  take(record) {
    const { app } = this;
    this.dialogs.scenes.close();
    if (record.id === app.keep.id) return;
    const { scene, ...boxes } = record.doc;
    this.restart(scene, boxes);
    app.keep.hold(record);
    app.voice.banner("conflict", "");
  }
}

function download(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A file name of plain letters: mike-kicks-the-ball. */
export function fileName(text) {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).slice(0, 6).join("-").slice(0, 60) || "scene";
}
