// Whose shelf it is: the private link of a shared server, and what to do with a link that was opened.

import { make } from "../dom.js";
import { keyIn } from "./keys.js";
import { setHash } from "./tabs.js";

export class Access {
  constructor(app) {
    this.app = app;
  }

  /** Asks whether the server belongs to one person, and takes the key of the address, if there is one. */
  async begin() {
    const { service, keys } = this.app;
    const given = keyIn();
    if (location.hash.startsWith("#stories=")) setHash("#story", true);
    let state;
    try {
      state = await service.ask("state");
    } catch (error) {
      if (error.status !== 401) throw error;
      state = { personal: false };
    }
    if (!state.personal) {
      keys.share();
      if (given && given !== keys.current) await this.choose(given);
      if (!keys.kept) this.app.voice.banner("key", "This browser cannot remember which stories are yours. Copy your private link, and open it the next time.", { "Copy the link": () => this.copy() });
    }
    const notice = state.notice || (state.writable === false ? "The stories here can be read, but not changed." : "");
    if (notice) this.app.voice.banner("notice", notice, { "All right": () => {} });
  }

  /** A link of another shelf than the one of this browser. */
  async choose(given) {
    const { keys, service, dialogs } = this.app;
    const mine = await service.ask("list", { deleted: false }).then((answer) => answer.stories.length, () => 0);
    if (!mine) return keys.use(given);
    return new Promise((done) => {
      const take = make("button", { type: "button", class: "t2s-strong", onclick: () => { keys.use(given); dialogs.close(); } }, "Open the shelf of the link");
      const stay = make("button", { type: "button", class: "t2s-soft", onclick: () => dialogs.close() }, "Stay with mine");
      const count = mine === 1 ? "one story" : `${mine} stories`;
      dialogs.show("shelf", "Which shelf?", [
        make("p", {}, `This link opens another shelf. Yours, with ${count}, stays where it is; “Private link” leads back to it.`),
        make("div", { class: "t2s-row t2s-end" }, stay, take),
      ], { closed: done });
    });
  }

  showLink() {
    const { keys, dialogs } = this.app;
    const box = make("input", { type: "text", readonly: true, "aria-label": "Private link", value: keys.link, onfocus: (event) => event.target.select() });
    const copy = make("button", { type: "button", class: "t2s-strong", onclick: () => this.copy() }, "Copy the link");
    const others = keys.all.slice(1).map((key, number) => make("button", {
      type: "button", class: "t2s-soft", onclick: () => { keys.use(key); dialogs.close(); this.app.go(""); },
    }, `Shelf before${keys.all.length > 2 ? ` (${number + 1})` : ""}`));
    dialogs.show("link", "Private link", [
      make("p", {}, "Whoever has this link has these stories: keep it to yourself, and open it on your other devices."),
      make("div", { class: "t2s-line" }, box, copy),
      others.length ? make("div", { class: "t2s-row s-above" }, ...others) : null,
    ].filter(Boolean));
  }

  async copy() {
    const { keys, voice } = this.app;
    try {
      await navigator.clipboard.writeText(keys.link);
      voice.say("The private link is copied. Keep it to yourself.");
    } catch {
      voice.say("This browser does not let a page copy; select the link and copy it.");
    }
  }
}
