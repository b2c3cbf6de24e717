// Choosing where a page, or a stretch of pages, takes place.

import { make } from "../dom.js";

export function choosePlace(app, id) {
  const { pages } = app.work.story;
  const from = pages.findIndex((page) => page.id === id);
  const page = pages[from];
  const until = make("select", { id: "story-until" }, ...pages.slice(from).map((_, index) =>
    make("option", { value: String(from + index) }, index ? `pages ${from + 1} to ${from + index + 1}` : `page ${from + 1} alone`)));
  const set = (name) => {
    app.dialogs.close();
    app.work.change({ do: "background", pages: pages.slice(from, Number(until.value) + 1).map((one) => one.id), name });
  };
  const places = [...app.pictures.pieces.backgrounds.values()].map((one) => make("button", {
    type: "button", class: "s-option", "aria-pressed": String(page.background === one.name), onclick: () => set(one.name),
  }, app.pictures.little(one.name, []), make("span", {}, one.phrase)));
  app.dialogs.show("place", "Place", [
    make("p", { class: "s-line" }, make("label", { for: "story-until" }, "For "), until),
    make("div", { class: "s-options" }, ...places),
    make("div", { class: "t2s-row t2s-end" }, make("button", { type: "button", class: "t2s-soft", "aria-pressed": String(!page.background), onclick: () => set(null) }, "As the text says")),
  ]);
}
