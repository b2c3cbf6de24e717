// The small pages below the large one.

import { make, still } from "../dom.js";

export class Film {
  constructor(app) {
    this.app = app;
    this.list = make("ol", { class: "s-film", "aria-label": "All pages" });
    this.cards = new Map();
  }

  /** Shows the pages; those redrawn glow for a moment. */
  draw(pages, current, redrawn = new Set()) {
    const { app } = this;
    const items = pages.map((page, index) => {
      let card = this.cards.get(page.id);
      if (!card) {
        const button = make("button", { type: "button", onclick: () => app.go(app.work.held.id, page.id, { replace: true }) });
        card = { item: make("li", {}, button), button, scene: null };
        this.cards.set(page.id, card);
      }
      if (card.scene !== page.scene) {
        card.button.replaceChildren(app.pictures.scene(page.scene), make("span", { "aria-hidden": "true" }));
        card.scene = page.scene;
      }
      card.button.lastChild.textContent = String(index + 1);
      card.button.setAttribute("aria-label", `Page ${index + 1}`);
      if (page.id === current) card.button.setAttribute("aria-current", "page");
      else card.button.removeAttribute("aria-current");
      if (redrawn.has(page.id) && page.id !== current && !still()) {
        card.button.animate([{ boxShadow: "0 0 0 5px #fbc943" }, { boxShadow: "0 0 0 0 #fbc94300" }], { duration: 2500, easing: "ease-out" });
      }
      return card.item;
    });
    if (items.some((item, index) => this.list.children[index] !== item) || this.list.children.length !== items.length) this.list.replaceChildren(...items);
    for (const id of this.cards.keys()) if (!pages.some((page) => page.id === id)) this.cards.delete(id);
    const own = this.cards.get(current)?.item;
    if (own && this.shown !== current) {
      this.list.scrollTo({ left: own.offsetLeft - this.list.clientWidth / 2 + own.clientWidth / 2, top: own.offsetTop - this.list.clientHeight / 2 + own.clientHeight / 2 });
    }
    this.shown = current;
  }
}
