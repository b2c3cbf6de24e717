// The strip: all pages with picture, text and number. A card is dragged to another place by a mouse, by its handle
// with a finger, or with the arrow keys on the handle.

import { make, still } from "../dom.js";
import { sign } from "./icons.js";
import { Dragging } from "./dragging.js";

export class Strip {
  constructor(list, app) {
    this.app = app;
    this.list = list;
    this.cards = new Map();
    this.dragging = new Dragging(list, (id, to) => this.move(id, to));
    this.add = make("li", { class: "s-add" }, make("button", { type: "button", "data-key": "add", onclick: () => app.page.askNew(app.work.story.pages.length) }, sign("plus"), "New page"));
  }

  /** Shows the pages; those redrawn glow for a moment. */
  draw(pages, redrawn = new Set()) {
    const ids = new Set(pages.map((page) => page.id));
    for (const [id, card] of this.cards) {
      if (ids.has(id)) continue;
      card.item.remove();
      this.cards.delete(id);
    }
    const waiting = this.app.work.queue.filter((entry) => entry.change.do === "move").length;
    const focused = document.activeElement;
    pages.forEach((page, index) => {
      const card = this.cards.get(page.id) ?? this.card(page.id);
      this.fill(card, page);
      // While further moves are under way the order is the one that the person has made.
      if (waiting < 2 && this.list.children[index] !== card.item) this.list.insertBefore(card.item, this.list.children[index] ?? null);
      if (redrawn.has(page.id)) this.glow(card.item);
    });
    this.list.append(this.add);
    this.number();
    if (focused?.isConnected && this.list.contains(focused) && document.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  card(id) {
    const { app } = this;
    const parts = {
      number: make("span", { class: "s-number", "aria-hidden": "true" }), chapter: make("span", { class: "s-chapter", dir: "auto" }),
      picture: make("span", { class: "s-card-picture" }), text: make("span", { class: "s-card-text", dir: "auto" }),
    };
    const open = make("button", { type: "button", class: "s-card", "data-key": `open-${id}`, onclick: () => app.go(app.work.held.id, id) },
      parts.picture, parts.chapter, parts.text);
    const handle = make("button", { type: "button", class: "s-handle", "data-key": `move-${id}`, title: "Drag it to another place, or use the arrow keys", onkeydown: (event) => this.key(event, id) }, sign("grip"));
    const item = make("li", { "data-page": id }, open, parts.number, handle);
    const card = { item, open, handle, ...parts, page: null };
    this.cards.set(id, card);
    return card;
  }

  fill(card, page) {
    if (card.page === page) return;
    if (card.page?.scene !== page.scene) card.picture.replaceChildren(this.app.pictures.scene(page.scene));
    card.text.textContent = page.text;
    card.chapter.textContent = page.chapter ?? "";
    card.chapter.hidden = !page.chapter;
    card.page = page;
  }

  number() {
    this.items.forEach((item, index) => {
      const card = this.cards.get(item.dataset.page);
      card.number.textContent = String(index + 1);
      card.open.setAttribute("aria-label", `Page ${index + 1}: ${card.page.text}`.slice(0, 200));
      card.handle.setAttribute("aria-label", `Move page ${index + 1}`);
    });
  }

  get items() {
    return [...this.list.children].filter((item) => item.dataset.page);
  }

  glow(item) {
    if (still()) return;
    item.querySelector(".s-card-picture").animate([{ boxShadow: "0 0 0 6px #fbc943" }, { boxShadow: "0 0 0 0 #fbc94300" }], { duration: 1800, easing: "ease-out" });
  }

  // -- moving ---------------------------------------------------------------------------------

  key(event, id) {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const { items } = this;
    const from = items.findIndex((item) => item.dataset.page === id);
    const to = step ? from + step : { Home: 0, End: items.length - 1 }[event.key] ?? null;
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (to < 0 || to >= items.length || to === from) return;
    this.list.insertBefore(items[from], to > from ? items[to].nextSibling : items[to]);
    event.target.focus({ preventScroll: true });
    items[from].scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
    this.move(id, to);
  }

  move(id, to) {
    const { work, voice } = this.app;
    this.number();
    voice.whisper(`It is page ${to + 1} of ${this.items.length} now.`);
    work.change({ do: "move", page: id, to }).then((done) => !done && this.draw(work.story.pages));
  }
}
