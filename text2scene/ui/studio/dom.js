// Small helpers for the page: elements, icons, messages that pass, words for screen readers.

/** An element: make("button", {class: "x", onclick: f}, "text", child). Text is always text, never markup. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const ICONS = {
  undo: "M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  flip: "M12 3v18M8 7L3 17h5zM16 7l5 10h-5z",
  nearer: "M12 4v12M6 11l6 6 6-6M4 21h16",
  farther: "M12 20V8M6 13l6-6 6 6M4 3h16",
  forward: "M8 8h12v12H8zM4 16V4h12",
  back: "M4 4h12v12H4zM20 8v12H8",
  larger: "M12 5v14M5 12h14",
  smaller: "M5 12h14",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6",
  lock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
  unlock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 7.5-2",
  play: "M7 4l13 8-13 8z",
  pause: "M8 5v14M16 5v14",
  close: "M6 6l12 12M18 6L6 18",
  pin: "M9 3h6l-1 6 4 4H6l4-4zM12 13v8",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "t2s-icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** What a page says: for all to see for a while, for screen readers only, or until it is dealt with. */
export class Voice {
  /** prefix: what the ids of its three places begin with. */
  constructor(root, prefix = "t2s") {
    this.toasts = root.querySelector(`#${prefix}-toast`);
    this.live = root.querySelector(`#${prefix}-live`);
    this.banners = root.querySelector(`#${prefix}-banners`);
    this.timer = null;
  }

  /** A message that passes, with buttons {label: action}, which give it a longer stay. */
  say(text, actions = {}) {
    const buttons = Object.entries(actions).map(([label, action]) =>
      make("button", { type: "button", onclick: () => { this.toasts.hidden = true; action(); } }, label));
    this.toasts.replaceChildren(text, ...buttons);
    this.toasts.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.toasts.hidden = true), Math.max(buttons.length ? 9000 : 3500, text.length * 70));
  }

  whisper(text) {
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = text));
  }

  /** A banner of that name, with buttons {label: action}; an empty text takes it away. */
  banner(name, text, actions = {}) {
    this.banners.querySelector(`[data-banner="${name}"]`)?.remove();
    if (!text) return;
    const buttons = Object.entries(actions).map(([label, action]) =>
      make("button", { type: "button", class: "t2s-soft", onclick: () => { this.banner(name, ""); action(); } }, label));
    this.banners.append(make("div", { class: "t2s-banner", role: "alert", "data-banner": name }, make("p", {}, text), ...buttons));
  }
}

export function textField(target) {
  return !!target?.closest?.('textarea, select, input:not([type="checkbox"]):not([type="radio"]):not([type="range"])');
}

export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
