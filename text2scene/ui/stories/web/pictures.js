// Pictures of pages, covers and people, drawn in the browser by the studio's art.

import { make } from "../dom.js";
import { joined } from "../pieces.js";

const CLOTHS = ["teal", "plum", "brick", "blue", "moss", "rust"];

export class Pictures {
  constructor(studio) {
    this.studio = studio;
  }

  get art() {
    return this.studio.art;
  }

  get pieces() {
    return this.studio.pieces;
  }

  /** The picture of a scene; alt: told in words, else it only decorates. */
  scene(scene, alt = "") {
    const svg = this.art.picture(scene);
    svg.setAttribute("class", "s-picture");
    svg.setAttribute("focusable", "false");
    if (alt) {
      svg.removeAttribute("aria-hidden");
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", alt);
    }
    return svg;
  }

  /** A scene in words, with the names of the cast. */
  told(scene, cast = []) {
    const named = Object.create(this.pieces);
    named.phrase = (category) => {
      const own = cast.filter((member) => member.category === category);
      return own.length === 1 ? own[0].name : this.pieces.phrase(category);
    };
    return named.describe(scene);
  }

  /** One piece alone. */
  piece(category, look = {}) {
    const person = this.pieces.get(category)?.group === "person";
    return this.art.thumbnail({ category, ...(person ? { pose: "wave", expression: "smile" } : {}), ...look });
  }

  /** The head of a child, or the whole of anything else. */
  portrait(category, style = {}, expression = "smile") {
    const piece = this.pieces.get(category);
    const item = { category, style, pose: "wave", expression };
    if (piece?.group !== "person") return this.art.thumbnail({ category, style });
    const { size: [width, height], eyes } = this.pieces.pose(item);
    return this.art.thumbnail(item, [width / 2 + eyes[0] - 48, height / 2 + eyes[1] - 52, 100, 100]);
  }

  /** A small scene made of what there is: pieces are [name, x, y, more]; unknown ones are left out. */
  little(background, pieces) {
    const objects = pieces.filter(([category]) => this.pieces.get(category)).map(([category, x, y, more], number) => ({
      id: `${category}-${number}`, category, x, y, depth: 0, flip: false, ...more,
    }));
    return this.scene({ format: "text2scene/1", width: 500, height: 400, background, text: "", seed: null, notes: [], objects });
  }

  /** A book as it stands on the shelf: cloth, title, picture. */
  cover({ id, title, cover }) {
    const cloth = CLOTHS[[...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7) % CLOTHS.length];
    const picture = cover ? this.scene(cover) : make("span", { class: "s-cover-none" });
    return make("span", { class: `s-cover s-cloth-${cloth}` }, make("span", { class: `s-cover-title${title.length > 26 ? " s-long-title" : ""}`, dir: "auto" }, title || "Without a title"), make("span", { class: "s-cover-picture" }, picture));
  }
}

/** "pages 4 and 5", "page 2". */
export function pagesTold(numbers) {
  const words = numbers.map(String);
  if (words.length > 4) return `pages ${words.slice(0, 3).join(", ")} and ${words.length - 3} more`;
  return `${words.length > 1 ? "pages" : "page"} ${joined(words)}`;
}
