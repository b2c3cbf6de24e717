// Whose stories: on a server that many use, each browser has a key of its own, and the private link holds it.
// The key stands behind the # of the link, which browsers never send; it goes out in a header only.

const STORED = "t2s:stories:keys"; // the latest first
const MARK = "#stories=";
const FORM = /^[A-Za-z0-9_-]{22,200}$/;

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

/** The key in an address, or null. */
export function keyIn(hash = location.hash) {
  const key = hash.startsWith(MARK) ? hash.slice(MARK.length) : "";
  return FORM.test(key) ? key : null;
}

export class Keys {
  constructor(storage = () => window.localStorage) {
    this.storage = storage;
    this.kept = true;
    this.all = this.read();
    this.shared = false;
  }

  read() {
    try {
      const keys = JSON.parse(this.storage().getItem(STORED) ?? "[]");
      return Array.isArray(keys) ? keys.filter((key) => FORM.test(key)) : [];
    } catch {
      return [];
    }
  }

  /** The key to send, or null where the server belongs to one person. */
  get current() {
    return this.shared ? this.all[0] : null;
  }

  /** This server is shared: there must be a key. */
  share() {
    this.shared = true;
    if (!this.all.length) this.use(newKey());
  }

  /** From now on this key; the others are remembered. */
  use(key) {
    this.all = [key, ...this.all.filter((other) => other !== key)].slice(0, 20);
    try {
      this.storage().setItem(STORED, JSON.stringify(this.all));
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }

  get link() {
    return `${location.origin}${location.pathname}${location.search}${MARK}${this.current}`;
  }
}
