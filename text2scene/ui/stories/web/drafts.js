// What was typed and not yet acknowledged, kept in this browser so that a reload or a lost connection takes nothing.

const PREFIX = "t2s:stories:";

export class Drafts {
  constructor(storage = () => window.localStorage) {
    this.storage = storage;
  }

  get(name) {
    try {
      return JSON.parse(this.storage().getItem(PREFIX + name));
    } catch {
      return null;
    }
  }

  /** Keeps a value under a name; null forgets it. Whether it could be kept. */
  set(name, value) {
    try {
      if (value === null) this.storage().removeItem(PREFIX + name);
      else this.storage().setItem(PREFIX + name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
}
