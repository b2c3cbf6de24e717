// The Story tab: puts its parts together and follows the address. Stories live in the server's library.

import { Voice } from "../dom.js";
import { Access } from "./access.js";
import { Cast } from "./cast.js";
import { ByHand } from "./byhand.js";
import { Dialogs } from "./dialogs.js";
import { Drafts } from "./drafts.js";
import { Export } from "./export.js";
import { Keys } from "./keys.js";
import { PageView } from "./page.js";
import { Past } from "./past.js";
import { Pictures } from "./pictures.js";
import { Service } from "./service.js";
import { Shelf } from "./shelf.js";
import { Show } from "./show.js";
import { StoryView } from "./story.js";
import { TITLE, Tabs, route, setHash } from "./tabs.js";
import { Tale } from "./tale.js";
import { Trouble } from "./trouble.js";
import { Versions } from "./versions.js";
import { Work } from "./work.js";
import { Write } from "./write.js";

const LEAVING = 4000; // milliseconds

/** Starts the tab in an element that holds its template. base: the address of the studio's files. */
export async function start(element, base) {
  const root = element.querySelector("#t2s-story");
  const keys = new Keys();
  const app = { root, keys, voice: new Voice(root, "story"), drafts: new Drafts(), screen: "none" };
  app.tabs = new Tabs((title) => opened(app, title));
  const { studio, drawings } = await studioReady();
  // Out of the other tab, so that the drawings are there whichever tab is shown.
  document.body.append(drawings);
  app.studio = studio;
  app.service = new Service(base, keys);
  letters(base);
  build(root, app);
  root.story = app;
  window.addEventListener("popstate", () => app.follow());
  window.addEventListener("hashchange", () => app.follow());
  if (!route() && !location.hash.startsWith("#stories=")) setHash("#story");
  await begin(app);
}

/** The studio of the other tab, whose drawings, pieces and canvas are used here. */
async function studioReady() {
  for (;;) {
    const root = document.querySelector("#t2s-studio");
    if (root?.classList.contains("t2s-ready")) return { studio: root.studio, drawings: root.querySelector("#t2s-drawings") };
    await new Promise((done) => setTimeout(done, 40));
  }
}

/** The letters that books are set in. */
function letters(base) {
  for (const [name, weight] of [["Regular", "400"], ["Bold", "700"]]) {
    const font = new FontFace("Andika", `url(${base}stories/Andika-${name}.ttf)`, { weight, display: "swap" });
    document.fonts.add(font);
  }
}

function build(root, app) {
  app.pictures = new Pictures(app.studio);
  app.dialogs = new Dialogs(root);
  app.work = new Work(app.service, app.drafts);
  app.past = new Past(app);
  app.access = new Access(app);
  app.go = (story, page = "", options = {}) => go(app, story, page, options);
  app.follow = (options = {}) => follow(app, options);
  app.attempt = (act, button) => attempt(app, act, button);
  app.trouble = (error, again) => trouble(app, error, again);
  app.come = () => come(app);
  app.openHeld = (held) => openHeld(app, held);
  app.shelf = new Shelf(root, app);
  app.write = new Write(root, app);
  app.tale = new Tale(root, app);
  app.story = new StoryView(root, app);
  app.page = new PageView(root, app);
  app.cast = new Cast(app);
  app.versions = new Versions(app);
  app.show = new Show(app);
  app.exports = new Export(app);
  app.byHand = new ByHand(app);
  app.mending = new Trouble(app);
  for (const button of root.querySelectorAll('[data-go=""]')) button.addEventListener("click", () => app.go(""));
}

async function begin(app) {
  const loading = app.root.querySelector("#story-loading");
  try {
    await app.access.begin();
    loading.hidden = true;
    app.root.classList.add("s-ready");
    app.voice.banner("offline", "");
    await app.follow({ first: true });
  } catch (error) {
    loading.hidden = true;
    app.trouble(error, () => begin(app));
  }
}

// -- where one is ----------------------------------------------------------------------------

function opened(app, title) {
  if (title !== TITLE) {
    if (route()) setHash("");
    return;
  }
  app.studio?.guest.end();
  if (!route()) setHash(app.last ?? "#story");
  if (app.root.classList.contains("s-ready")) app.follow();
}

function go(app, story, page, { replace = false } = {}) {
  setHash(["#story", story, page].filter(Boolean).join("/"), replace);
  return app.follow();
}

async function follow(app, { first = false } = {}) {
  if (location.hash.startsWith("#stories=")) return app.access.begin().then(() => app.follow());
  const wanted = route();
  if (!wanted) return app.root.offsetParent && !first ? app.tabs.open("Scene") : null;
  app.tabs.open(TITLE);
  if (!app.root.classList.contains("s-ready")) return null;
  app.last = location.hash;
  const { story, page } = wanted;
  if (["", "write", "make"].includes(story)) {
    await leave(app);
    if (route()?.story !== story) return null;
    screen(app, { "": "shelf", write: "write", make: "make" }[story], first);
    return { "": app.shelf, write: app.write, make: app.tale }[story].show();
  }
  if (app.work.held?.id !== story && !(await fetchStory(app, story))) return null;
  const found = page && app.work.page(page) ? page : "";
  const changed = app.screen !== (found ? "page" : "story") || found !== app.page.id;
  screen(app, found ? "page" : "story", first || !changed);
  return found ? app.page.show(found) : app.story.show();
}

async function fetchStory(app, id) {
  try {
    const held = await app.service.ask("get", { id });
    await leave(app);
    if (route()?.story !== id) return false;
    app.work.open(held);
    app.voice.banner("offline", "");
    return true;
  } catch (error) {
    if (error.unreachable) return app.trouble(error, () => app.follow()), false;
    app.voice.say(error.message);
    setHash("#story", true);
    await app.follow();
    return false;
  }
}

/** What is on its way gets there first, unless that takes too long; then it waits in this browser. */
async function leave(app) {
  const { work } = app;
  if (!work.held) return;
  const { id } = work.held;
  if (!work.idle && !work.paused) await Promise.race([work.quiet(), new Promise((done) => setTimeout(done, LEAVING))]);
  if (work.held?.id === id) work.close();
}

function openHeld(app, held) {
  if (app.work.held) app.work.close();
  app.work.open(held);
  app.go(held.id);
}

function screen(app, name, still) {
  const { root } = app;
  const before = app.screen;
  app.screen = name;
  root.dataset.screen = name;
  for (const section of root.querySelectorAll("[data-of]")) section.hidden = !section.dataset.of.split(" ").includes(name);
  if (still || before === name) return;
  app.voice.toasts.hidden = true;
  const section = root.querySelector(`[data-of~="${name}"]`);
  section.focus({ preventScroll: true });
  if (section.getBoundingClientRect().top < 0) section.scrollIntoView();
}

/** Shows this tab, whatever is shown; a dialog in one that is hidden could not be answered. */
async function come(app) {
  app.studio.guest.end();
  app.tabs.open(TITLE);
  while (!app.root.offsetParent) await new Promise((done) => setTimeout(done, 20));
}

// -- what goes wrong -------------------------------------------------------------------------

async function attempt(app, act, button) {
  button?.setAttribute("aria-busy", "true");
  try {
    await act();
    app.voice.banner("offline", "");
    return true;
  } catch (error) {
    app.trouble(error, () => attempt(app, act, button));
    return false;
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

function trouble(app, error, again) {
  if (error.status === undefined) throw error;
  if (error.unreachable) app.voice.banner("offline", error.message, again ? { "Try again": again } : {});
  else app.voice.banner("refused", error.message, { "All right": () => {} });
}
