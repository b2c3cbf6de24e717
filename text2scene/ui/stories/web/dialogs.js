// Dialogs: one frame for all, closed by Escape, by its button, or by a click beside it.

import { make } from "../dom.js";
import { sign } from "./icons.js";

export class Dialogs {
  constructor(root) {
    this.holder = root.querySelector("#story-dialogs");
    this.open = null;
  }

  /** Shows children under a title. closed(): when it goes, however; steady: only a choice ends it. */
  show(name, title, children, { closed = null, steady = false } = {}) {
    this.close();
    const away = make("button", { type: "button", class: "t2s-round", "aria-label": "Close", title: "Close", onclick: () => dialog.close() }, sign("close"));
    const head = make("header", {}, make("h2", { id: `story-dialog-${name}` }, title), steady ? null : away);
    const dialog = make("dialog", { id: `story-${name}-dialog`, class: "s-dialog", "aria-labelledby": `story-dialog-${name}` }, head, ...children);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (this.open === dialog) this.open = null;
      closed?.();
    });
    if (steady) dialog.addEventListener("cancel", (event) => event.preventDefault());
    else dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    this.holder.append(dialog);
    this.open = dialog;
    dialog.showModal();
    return dialog;
  }

  close() {
    this.open?.close();
  }
}
