// The tabs of the page, and the address: #story, #story/ID, #story/ID/PAGE, #story/write and #story/make.

export const TITLE = "Story";
const ROUTE = /^#story(?:\/([A-Za-z0-9-]+))?(?:\/([A-Za-z0-9_-]+))?\/?$/;

/** What an address means: {story, page} or null where another tab is meant. */
export function route(hash = location.hash) {
  const found = ROUTE.exec(hash);
  return found ? { story: found[1] ?? "", page: found[2] ?? "" } : null;
}

const buttons = () => [...document.querySelectorAll('#t2s-tabs [role="tab"]')];

/** Opens the tab of stories where the address means it; Gradio builds it then. */
export function arrive() {
  const look = () => {
    if (!route() && !location.hash.startsWith("#stories=")) return;
    buttons().find((button) => button.textContent.trim() === TITLE && button.getAttribute("aria-selected") !== "true")?.click();
  };
  window.addEventListener("hashchange", look);
  look();
}

export class Tabs {
  /** changed(title): a tab was opened, by whatever way. */
  constructor(changed) {
    this.bar = document.querySelector("#t2s-tabs");
    this.changed = changed;
    this.shown = this.current;
    const look = () => {
      const now = this.current;
      if (now === this.shown) return;
      this.shown = now;
      this.changed(now);
    };
    new MutationObserver(look).observe(this.bar, { subtree: true, attributes: true, attributeFilter: ["aria-selected"] });
  }

  get current() {
    return buttons().find((button) => button.getAttribute("aria-selected") === "true")?.textContent.trim() ?? "";
  }

  open(title) {
    if (this.current !== title) buttons().find((button) => button.textContent.trim() === title)?.click();
  }
}

/** Another address without a reload. replace: the one before is not to be gone back to. */
export function setHash(hash, replace = false) {
  if (hash === location.hash) return;
  const address = location.pathname + location.search + hash;
  if (replace) history.replaceState(history.state, "", address);
  else history.pushState(history.state, "", address);
}
