// Everything by keyboard. Keys are left alone where a text is being written.

import { textField } from "./dom.js";
import { moved } from "./tools.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 4, LARGE = 20, SMALL = 1; // scene pixels
const PLAIN = {
  f: "flip", l: "lock", "+": "larger", "=": "larger", "-": "smaller", "[": "back", "]": "forward",
  PageDown: "nearer", PageUp: "farther", Delete: "trash", Backspace: "trash",
};

export class Keyboard {
  constructor(root, app) {
    this.app = app;
    this.root = root;
    document.addEventListener("keydown", (event) => this.key(event));
    // Only who works by keys needs to see where the keyboard is, in the picture.
    root.addEventListener("keydown", () => (root.dataset.input = "keys"), true);
    root.addEventListener("pointerdown", () => (root.dataset.input = "pointer"), true);
  }

  key(event) {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const elsewhere = event.target !== document.body && !this.root.contains(event.target);
    if (elsewhere || !this.root.offsetParent) return; // or another tab of the page is shown
    const used = event.ctrlKey || event.metaKey ? this.command(event) : this.plain(event);
    if (used) event.preventDefault();
  }

  command(event) {
    const { app } = this;
    const key = event.key.toLowerCase();
    const writing = textField(event.target);
    if (key === "z" || key === "y") {
      // Where something unsent is typed, the browser's own undo is meant.
      const own = event.target === app.ask.text ? app.ask.unsent : event.target.value !== "";
      if (writing && own) return false;
      if (key === "y" || event.shiftKey) app.redo();
      else app.undo();
      return true;
    }
    if (key === "s") {
      app.files.showSave();
      return true;
    }
    if (writing) return false;
    if (key === "d" && app.store.selected.length) return app.act("copy"), true;
    if (key === "a" && this.onCanvas(event)) {
      app.store.select(app.store.scene.objects.map((item) => item.id));
      return true;
    }
    return false;
  }

  plain(event) {
    const { app } = this;
    if (event.key === "Escape") return this.escape(event);
    if (textField(event.target) || event.target.matches?.('input, [role="slider"]')) return false;
    if (event.key === "?") {
      app.files.dialogs.help.showModal();
      return true;
    }
    const object = event.target.closest?.("[data-id]");
    if (object && (event.key === "Enter" || event.key === " ")) {
      if (event.shiftKey) app.store.toggle(object.dataset.id);
      else app.store.select([object.dataset.id]);
      app.voice.whisper(`${object.getAttribute("aria-label")}: selected. Arrow keys move it.`);
      return true;
    }
    if (!app.store.selected.length || app.canvas.shown) return false;
    if (event.key in ARROWS) return this.nudge(event);
    const tool = PLAIN[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!tool || event.altKey) return false;
    app.act(tool);
    return true;
  }

  onCanvas(event) {
    return !!event.target.closest?.("#t2s-stage");
  }

  escape(event) {
    const { app } = this;
    if (app.canvas.cancel()) return true;
    if (app.think.data) return app.think.close(), true;
    if (textField(event.target) || !app.store.selected.length) return false;
    const [first] = app.store.selected;
    const there = !!event.target.closest?.("#t2s-panel");
    app.store.select([]);
    if (there) app.canvas.focus(first);
    return true;
  }

  nudge(event) {
    const { store, pieces, canvas } = this.app;
    const size = event.shiftKey ? LARGE : event.altKey ? SMALL : STEP;
    const [across, down] = ARROWS[event.key];
    canvas.finish();
    store.commit("Move", (scene) => moved(pieces, scene, store.selected, across * size, down * size), `nudge ${store.selected.join()}`);
    return true;
  }
}
