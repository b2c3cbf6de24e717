// The studio: puts its parts together. The scene lives here, in the browser; the server draws and forgets.

import { Art } from "./art.js";
import { Ask } from "./ask.js";
import { Canvas } from "./canvas.js";
import { Voice } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Files } from "./files.js";
import { Guest } from "./guest.js";
import { Keep } from "./keep.js";
import { Keyboard } from "./keyboard.js";
import { Panel } from "./panel.js";
import { Pieces } from "./pieces.js";
import { canonical } from "./scene.js";
import { Server } from "./server.js";
import { Store } from "./store.js";
import { Think } from "./think.js";
import * as tools from "./tools.js";
import { Words } from "./words.js";

const SAVED = {
  saved: "Saved in this browser", waiting: "Saving …", failed: "Not saved", paused: "Not saved: changed in another tab", none: "",
};

/** Starts the studio in an element that holds its template. base: the address of these files. */
export async function start(element, base) {
  const root = element.querySelector("#t2s-studio");
  const app = { root, server: new Server(base), voice: new Voice(root) };
  let bundle;
  try {
    bundle = await (await fetch(new URL("bundle.json", base))).json();
  } catch {
    root.querySelector("#t2s-loading").textContent = "The page could not be loaded; please load it again.";
    return;
  }
  app.limits = bundle.limits;
  app.examples = bundle.examples;
  app.pieces = new Pieces(bundle);
  app.art = new Art(bundle, app.pieces, root.querySelector("#t2s-drawings"), base);
  app.store = new Store(canonical(bundle.start.scene));
  build(root, app, bundle);
  root.studio = app;
  await restore(app, bundle);
  root.querySelector("#t2s-loading").hidden = true;
  root.classList.add("t2s-ready");
}

function build(root, app, bundle) {
  const { store } = app;
  app.undo = () => past(app, "undo", "Undone");
  app.redo = () => past(app, "redo", "Redone");
  app.act = (name) => act(app, name);
  app.showPicture = () => showPicture(app);
  app.canvas = new Canvas(root, store, app.pieces, app.art);
  const saved = root.querySelector("#t2s-saved");
  app.keep = new Keep({
    read: () => ({ scene: store.scene, ...app.ask.read() }),
    status: (state) => {
      saved.dataset.state = state;
      saved.textContent = SAVED[state];
    },
    heard: (what, record) => heard(app, what, record),
  });
  app.words = new Words(root, app);
  app.ask = new Ask(root, app);
  app.think = new Think(root, app);
  app.panel = new Panel(root, app);
  app.drawer = new Drawer(root, app);
  app.guest = new Guest(root, app);
  app.files = new Files(root, app);
  app.keyboard = new Keyboard(root, app);
  const undo = root.querySelector("#t2s-undo"), redo = root.querySelector("#t2s-redo");
  undo.addEventListener("click", app.undo);
  redo.addEventListener("click", app.redo);
  const buttons = () => {
    undo.disabled = !store.past.length;
    redo.disabled = !store.future.length;
    undo.title = store.past.length ? `Undo: ${store.past.at(-1).label} (Ctrl+Z)` : "Nothing to undo";
    redo.title = store.future.length ? `Redo: ${store.future.at(-1).label} (Ctrl+Shift+Z)` : "Nothing to redo";
  };
  store.listen((kind) => {
    buttons();
    if (kind === "step") app.keep.save();
  });
  buttons();
  app.words.remember(bundle.start.scene.text, bundle.start.words);
}

/** What was worked on before, or what the address holds, or the first example. */
async function restore(app, bundle) {
  const { store, keep, ask, voice } = app;
  const doc = keep.load();
  if (doc?.newer) {
    voice.banner("newer", "This browser holds a scene of a newer version of the studio. It is left untouched; load the page again to see it.");
    keep.another();
  }
  if (doc && !doc.newer) {
    store.restart(doc.scene);
    ask.shownText = store.scene.text;
    ask.write(doc);
    keep.status("saved");
  } else {
    ask.shownText = bundle.start.scene.text;
    ask.write({ draft: bundle.start.scene.text });
  }
  ask.follow();
  keep.begin();
  await app.files.openLink();
}

function heard(app, what, record) {
  const { voice, keep, store, ask } = app;
  if (what === "works") return voice.banner("storage", "");
  if (what === "failed") {
    if (voice.banners.querySelector('[data-banner="storage"]')) return null;
    return voice.banner("storage", "This browser cannot keep your scene: its storage is full or blocked. " +
      "Your work stays here while the page is open; save it as a file.", { "Save as a file": () => app.files.saveDocument() });
  }
  const adopt = () => {
    keep.resolve("other", record);
    const { scene, ...boxes } = keep.record(record.id)?.doc ?? record.doc;
    app.canvas.finish();
    ask.shownText = scene.text;
    ask.write(boxes);
    store.commit("The other tab's scene", () => scene);
    keep.save();
  };
  return voice.banner("conflict", "This scene was changed in another tab. Nothing is lost: choose what to keep.", {
    "Keep both": () => keep.resolve("both", record),
    "Show the other one": adopt,
    "Keep this one": () => keep.resolve("mine", record),
  });
}

function past(app, way, said) {
  app.canvas.finish();
  app.think.close();
  const label = app.store[way]();
  app.voice.whisper(label ? `${said}: ${label}.` : `Nothing to ${way}.`);
}

const CHANGES = {
  flip: ["Flip", tools.flipped], larger: ["Larger", tools.sized, true], smaller: ["Smaller", tools.sized, false],
  nearer: ["Nearer", tools.atDepth, -1], farther: ["Farther", tools.atDepth, 1],
};

/** A tool, used on what is selected. */
function act(app, name) {
  const { store, pieces, canvas, voice } = app;
  const ids = [...store.selected];
  if (!ids.length) return;
  canvas.finish();
  if (name in CHANGES) {
    const [label, change, ...more] = CHANGES[name];
    const done = store.commit(label, (scene) => change(pieces, scene, ids, ...more));
    if (!done) voice.say(name === "nearer" ? "It is as near as can be." : name === "farther" ? "It is as far as can be." : "That is locked or at its limit.");
  } else if (name === "forward" || name === "back") {
    const next = tools.stacked(pieces, store.scene, ids.at(-1), name === "forward" ? 1 : -1);
    if (typeof next === "string") voice.say(next);
    else store.commit(name === "forward" ? "To the front" : "To the back", () => next);
  } else if (name === "copy") {
    const [next, copies] = tools.duplicated(store.scene, ids);
    store.commit("Duplicate", () => next);
    store.select(copies);
  } else if (name === "lock") {
    const lock = !store.chosen.every((item) => item.locked);
    store.commit(lock ? "Lock" : "Unlock", (scene) => tools.locking(scene, ids, lock));
    voice.whisper(lock ? "Locked: it stays as it is." : "Unlocked.");
  } else if (name === "trash") {
    const focus = document.activeElement?.closest?.("[data-id], #t2s-panel");
    if (!store.commit("Delete", (scene) => tools.deleted(scene, ids))) voice.say("It is locked; unlock it first.");
    else voice.whisper("Deleted.");
    if (focus) canvas.svg.focus({ preventScroll: true });
  }
}

/** On a small screen the picture may be out of sight when it changes. */
function showPicture(app) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  app.canvas.svg.closest("#t2s-stage").scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}
