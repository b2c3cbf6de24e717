// The pages of a story that is being made up: the last one large, the ways to go on, and the end.

import { make } from "../dom.js";
import { sign } from "./icons.js";

export class TalePages {
  constructor(tale) {
    this.tale = tale;
    this.app = tale.app;
    this.chosen = null; // the place of the page that is shown large; null for the last one
  }

  get state() {
    return this.tale.state;
  }

  get now() {
    return this.state.told.at(-1);
  }

  /** All pages in order: told ones with what was changed in them, and those of one's own. */
  get list() {
    const { edits, own } = this.state;
    return this.now.pages.flatMap((page, index) => [
      { ...page, text: edits[index] ?? page.text, told: index },
      ...own.filter((one) => one.after === index),
    ]);
  }

  parts() {
    const { list } = this;
    const at = this.chosen ?? list.length - 1;
    const title = this.now.title ?? this.now.tale?.title ?? "Your story";
    const keep = make("button", { type: "button", class: "t2s-soft", onclick: (event) => this.finish(event.currentTarget) }, "Keep it as it is");
    const anew = make("button", { type: "button", class: "t2s-soft", onclick: () => this.tale.restart() }, "Begin anew");
    return [
      this.tale.head(title, { label: "One step back", act: () => this.back() }, [make("div", { class: "t2s-row s-push" }, anew, this.now.ended ? null : keep)]),
      make("div", { class: `s-desk s-tale${list.length > 1 ? "" : " s-first"}` }, list.length > 1 ? this.film(list, at) : null, this.sheet(list[at], at), at === list.length - 1 ? this.ways() : this.forward()),
    ];
  }

  sheet(page, at) {
    const { pictures } = this.app;
    const text = make("textarea", { class: "s-sheet-text", rows: "1", "aria-label": `Text of page ${at + 1}`, dir: "auto", spellcheck: "true", oninput: () => { grow(); this.rewrite(page, text.value); } });
    text.value = page.text;
    const grow = () => {
      text.style.height = "auto";
      text.style.height = `${text.scrollHeight + 2}px`;
    };
    requestAnimationFrame(grow);
    document.fonts.ready.then(grow);
    return make("div", { class: "s-main" }, make("article", { class: "s-sheet", "data-layout": "under" }, make("div", { class: "s-spread" },
      make("div", { class: "s-sheet-picture" }, pictures.scene(page.scene, pictures.told(page.scene))), text)));
  }

  rewrite(page, text) {
    if (page.told === undefined) this.state.own.find((one) => one.id === page.id).text = text;
    else this.state.edits[page.told] = text;
    this.tale.keep();
  }

  film(list, at) {
    return make("ol", { class: "s-film", "aria-label": "Pages so far" }, ...list.map((page, index) => {
      const button = make("button", { type: "button", "aria-label": `Page ${index + 1}`, "aria-current": index === at ? "page" : null, onclick: () => { this.chosen = index; this.tale.draw(); } });
      button.append(this.app.pictures.scene(page.scene), make("span", { "aria-hidden": "true" }, String(index + 1)));
      return make("li", {}, button);
    }));
  }

  // -- going on -------------------------------------------------------------------------------

  ways() {
    if (this.now.ended) {
      return make("aside", { class: "s-ways s-ended", "aria-label": "The end" }, make("p", { class: "s-the-end" }, "The end"),
        make("button", { type: "button", class: "t2s-primary", "data-key": "finish", onclick: (event) => this.finish(event.currentTarget) }, "Put it on the shelf"),
        make("p", { class: "s-hint" }, "Then you can change everything, read it, and make a book of it."));
    }
    const ways = this.now.ways.map((way) => make("button", { type: "button", class: "s-way", "data-way": String(way.id), onclick: (event) => this.go(way.id, event.currentTarget) }, way.text));
    const own = make("textarea", { id: "story-own", rows: "2", placeholder: "Or write what happens.", "aria-label": "Or write what happens" });
    const add = make("button", { type: "submit", class: "t2s-soft" }, "Add my page");
    return make("aside", { class: "s-ways", "aria-label": "And then?" }, make("h3", { tabindex: "-1" }, "And then?"), ...ways,
      make("form", { class: "s-own", onsubmit: (event) => { event.preventDefault(); this.write(own, add); } }, own, add),
      make("button", { type: "button", class: "t2s-soft s-with-sign", "data-key": "to-the-end", onclick: (event) => this.toTheEnd(event.currentTarget) }, sign("stars"), "Tell it to the end"));
  }

  forward() {
    return make("aside", { class: "s-ways" }, make("button", { type: "button", class: "t2s-primary", onclick: () => { this.chosen = null; this.tale.draw(true); } }, "Back to the last page"));
  }

  took(answer) {
    this.state.told.push(answer);
    this.chosen = null;
    this.tale.keep();
  }

  async go(way, button) {
    await this.app.attempt(async () => {
      this.took(await this.app.service.ask("tale/go", { tale: this.now.tale, way }));
      this.tale.draw(true);
    }, button);
  }

  async toTheEnd(button) {
    await this.app.attempt(async () => {
      this.took(await this.app.service.ask("tale/go", { tale: this.now.tale, way: "end" }));
      this.tale.draw(true);
    }, button);
  }

  /** A page of one's own. Its picture here is a first sketch; the story draws it with its own people. */
  async write(box, button) {
    const text = box.value.trim();
    if (!text) return box.focus();
    button.setAttribute("aria-busy", "true");
    const { list } = this;
    let scene = list.at(-1).scene;
    try {
      const drawn = await this.app.studio.server.ask("generate", { text, seed: 0 });
      scene = { ...drawn.scene, background: scene.background };
    } catch { /* then the picture before stays below it, until the story draws it */ }
    this.state.own.push({ id: `own-${Date.now()}`, after: this.now.pages.length - 1, text, scene });
    this.chosen = null;
    this.tale.keep();
    return this.tale.draw(true);
  }

  /** One step back: the last page of one's own, or the last way that was gone. */
  back() {
    const { state } = this;
    const last = this.now.pages.length - 1;
    const before = (state.told.at(-2)?.pages.length ?? 0) - 1;
    const mine = state.own.findLastIndex((one) => one.after > before);
    this.chosen = null;
    if (mine >= 0) {
      state.own.splice(mine, 1);
    } else {
      state.told.pop();
      for (let index = before + 1; index <= last; index += 1) delete state.edits[index];
    }
    this.tale.keep();
    this.tale.draw(true);
  }

  // -- onto the shelf -------------------------------------------------------------------------

  async finish(button) {
    const { app, state } = this;
    await app.attempt(async () => {
      let held = await app.service.ask("create", { tale: this.now.tale });
      const change = async (what) => (held = await app.service.ask("change", { id: held.id, base: held.revision, do: what }));
      const ids = held.story.pages.map((page) => page.id);
      for (const [index, text] of Object.entries(state.edits)) if (text.trim()) await change({ do: "edit", page: ids[index], text: text.trim() });
      let added = 0;
      for (const one of state.own) {
        const count = held.story.pages.length;
        await change({ do: "add", text: one.text, at: held.story.pages.findIndex((page) => page.id === ids[one.after]) + 1 + this.before(one) });
        added += held.story.pages.length - count;
      }
      app.past.announce(held.id, held.revision);
      this.tale.forget();
      app.openHeld(held);
      app.voice.say(added ? "It stands on your shelf, your own pages too." : "It stands on your shelf.", { "Read it": () => app.show.start() });
    }, button);
  }

  /** How many pages of one's own stand before this one, after the same told page. */
  before(one) {
    const { own } = this.state;
    return own.slice(0, own.indexOf(one)).filter((other) => other.after === one.after).length;
  }
}
