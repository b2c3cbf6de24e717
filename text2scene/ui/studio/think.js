// Watching it think: the steps in which a scene was drawn, the words that counted in each, and where it might have stood.

import { icon, make, still } from "./dom.js";
import { node } from "./art.js";
import { joined } from "./pieces.js";
import { canonical } from "./scene.js";

const STEP = 1500; // milliseconds a step is shown while playing
// From nothing over yellow and orange to red.
const HEAT = [[255, 221, 107, 0], [255, 205, 80, 150], [247, 148, 60, 200], [214, 61, 55, 225]];

export class Think {
  constructor(root, app) {
    this.app = app;
    this.button = root.querySelector("#t2s-watch");
    this.panel = root.querySelector("#t2s-think");
    for (const name of ["play", "slider", "step", "tokens", "heat", "which"]) this[name] = root.querySelector(`#t2s-think-${name}`);
    this.data = null;
    this.at = 0;
    this.timer = null;
    this.button.addEventListener("click", () => (this.data ? this.close() : this.open()));
    root.querySelector("#t2s-think-close").addEventListener("click", () => this.close());
    this.play.addEventListener("click", () => (this.timer ? this.pause() : this.start()));
    this.slider.addEventListener("input", () => { this.pause(); this.go(Number(this.slider.value)); });
    this.heat.addEventListener("change", () => this.go(this.at));
    this.which.addEventListener("change", () => this.go(this.at));
  }

  async open() {
    const { ask, store, canvas } = this.app;
    const { scene } = store;
    if (!scene.text.trim()) return this.app.voice.say("Write a sentence and draw it first; then its steps can be played.");
    const answer = await ask.question("play", { text: scene.text, background: scene.background, ...ask.options(scene.seed ?? 0) }, this.button);
    if (!answer) return;
    canvas.finish();
    store.select([]);
    this.data = { ...answer, background: scene.background };
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    const ids = new Set(answer.steps.map((step) => step.item.id));
    // What the rules added, such as a second dog or a piece that the network never saw, comes in a last step.
    this.data.rest = answer.scene.objects.filter((item) => !ids.has(item.id));
    this.data.total = answer.steps.length + (this.data.rest.length ? 1 : 0);
    this.slider.max = this.data.total;
    this.tokens.replaceChildren(...answer.pieces.map(([text, number]) => (number === null ? text : make("span", { class: "t2s-token", "data-token": number }, text))));
    this.go(0);
    this.app.showPicture();
    this.play.focus({ preventScroll: true });
    if (answer.steps.length) this.start();
  }

  close() {
    if (!this.data) return;
    this.pause();
    this.data = null;
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.app.canvas.layers.heat.replaceChildren();
    this.app.canvas.preview(null);
  }

  start() {
    if (this.at >= this.data.total) this.go(0);
    this.timer = setInterval(() => {
      this.go(this.at + 1);
      if (this.at >= this.data.total) this.pause();
    }, STEP);
    this.face("pause", "Pause");
    if (this.at === 0) this.go(1);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.face("play", "Play");
  }

  face(name, label) {
    this.play.replaceChildren(icon(name));
    this.play.setAttribute("aria-label", label);
    this.play.title = label;
  }

  // -- one step -------------------------------------------------------------------------------

  go(at) {
    const { steps, rest, total, scene, background } = this.data;
    this.at = Math.min(total, Math.max(0, at));
    this.slider.value = this.at;
    const last = this.at > steps.length;
    const shown = [...steps.slice(0, this.at).map((step) => step.item), ...(last ? rest : [])];
    const objects = [...new Map(shown.map((item) => [item.id, item])).values()];
    this.app.canvas.preview(canonical({ ...scene, background, objects }));
    const step = this.at && !last ? steps[this.at - 1] : null;
    for (const item of last ? rest : step ? [step.item] : []) this.arrive(item.id);
    this.lightTokens(step);
    this.showHeat(step);
    const names = joined((last ? rest : step ? [step.item] : []).map((item) => this.app.pieces.phrase(item.category)));
    const text = this.at ? `Step ${this.at} of ${total}: ${names}${last ? ", because the text says so" : ""}` : `The empty picture; ${total} steps follow`;
    this.step.textContent = text;
    this.slider.setAttribute("aria-valuetext", text);
    if (this.at) this.app.voice.whisper(`${text}. ${step ? this.heard(step) : ""}`);
  }

  /** The newest object grows into its place. */
  arrive(id) {
    const element = this.app.canvas.elements.get(id);
    if (!element || still()) return;
    element.animate([{ transform: "scale(0.6)", opacity: 0 }, { transform: "scale(1)", opacity: 1 }], { duration: 380, easing: "cubic-bezier(.2,1.3,.5,1)" });
  }

  weights(step) {
    const kind = this.which.value;
    return kind === "both" ? step.what.map((value, index) => Math.max(value, step.how[index])) : step[kind];
  }

  lightTokens(step) {
    const weights = step ? this.weights(step) : [];
    const top = Math.max(0.0001, ...weights);
    for (const token of this.tokens.querySelectorAll("[data-token]")) {
      const weight = weights[Number(token.dataset.token)] ?? 0;
      token.style.setProperty("--weight", step ? (weight / top).toFixed(3) : "0");
      token.dataset.weight = step ? weight.toFixed(2) : "";
      token.title = step ? `${Math.round(weight * 100)} % of the attention` : "";
    }
  }

  heard(step) {
    const weights = this.weights(step);
    const words = this.data.pieces.filter(([, number]) => number !== null && /\w/.test(wordOf(this.data, number)));
    words.sort((one, other) => weights[other[1]] - weights[one[1]]);
    return words.length ? `It looked most at the words: ${words.slice(0, 3).map(([text]) => text).join(", ")}.` : "";
  }

  showHeat(step) {
    const { heat } = this.app.canvas.layers;
    heat.replaceChildren();
    if (!step || !this.heat.checked) return;
    const { width, height } = this.app.canvas.scene;
    heat.append(node("image", { width, height, preserveAspectRatio: "none", href: this.picture(step.places), class: "t2s-warm" }));
  }

  /** The place distribution as a small picture, which is spread over the canvas. */
  picture(places) {
    const [rows, columns] = this.data.grid;
    const levels = Uint8Array.from(atob(places), (letter) => letter.charCodeAt(0));
    const canvas = make("canvas", { width: columns, height: rows });
    const context = canvas.getContext("2d");
    const image = context.createImageData(columns, rows);
    levels.forEach((level, index) => image.data.set(warm(Math.sqrt(level / 255)), index * 4));
    context.putImageData(image, 0, 0);
    return canvas.toDataURL();
  }
}

function wordOf(data, number) {
  return data.pieces.find((piece) => piece[1] === number)?.[0] ?? "";
}

function warm(share) {
  const place = share * (HEAT.length - 1);
  const low = Math.min(HEAT.length - 2, Math.floor(place));
  return HEAT[low].map((value, index) => Math.round(value + (HEAT[low + 1][index] - value) * (place - low)));
}
