// The tabs of the page, and the address: #story, #story/ID, #story/ID/PAGE, #story/write and #story/make.

const ROUTE = /^#story(?:\/([A-Za-z0-9-]+))?(?:\/([A-Za-z0-9_-]+))?$/;

/** What an address means: {story, page} or null where another tab is meant. */
export function route(hash = location.hash) {
  const found = ROUTE.exec(hash);
  return found ? { story: found[1] ?? "", page: found[2] ?? "" } : null;
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

  get buttons() {
    return [...this.bar.querySelectorAll('[role="tab"]')];
  }

  get current() {
    return this.buttons.find((button) => button.getAttribute("aria-selected") === "true")?.textContent.trim() ?? "";
  }

  open(title) {
    if (this.current !== title) this.buttons.find((button) => button.textContent.trim() === title)?.click();
  }
}

/** Another address without a reload. replace: the one before is not to be gone back to. */
export function setHash(hash, replace = false) {
  if (hash === location.hash) return;
  const address = location.pathname + location.search + hash;
  if (replace) history.replaceState(history.state, "", address);
  else history.pushState(history.state, "", address);
}
