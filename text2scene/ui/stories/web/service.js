// Questions about stories. Everything is a POST; what was wrong comes back as one sentence, with a status.

export class Refused extends Error {
  constructor(message, status = 0, data = {}) {
    super(message);
    this.status = status;
    this.data = data;
  }

  /** Whether nobody answered, so that it is worth trying again by itself. */
  get unreachable() {
    return this.status === 0;
  }
}

const GONE = "The program cannot be reached. What you wrote is safe in this browser; is the program still running?";
const GATEWAY = new Set([502, 504]);

export class Service {
  /** keys: whose stories are meant, see keys.js. */
  constructor(base, keys) {
    this.root = new URL("../../stories/", base);
    this.keys = keys;
    this.name = Math.random().toString(36).slice(2, 12);
  }

  async send(name, body, type, more = {}) {
    const headers = { "Content-Type": type, "X-Text2scene-Page": this.name, ...more };
    const key = this.keys.current;
    if (key) headers["X-Text2scene-Key"] = key;
    let answer;
    try {
      answer = await fetch(new URL(name, this.root), { method: "POST", body, headers });
    } catch {
      throw new Refused(GONE);
    }
    if (answer.ok) return answer;
    const said = await answer.json().catch(() => null);
    if (!said && GATEWAY.has(answer.status)) throw new Refused(GONE);
    throw new Refused(said?.error ?? "Something went wrong with that; your story is as it was. Please try again.", answer.status, said ?? {});
  }

  /** The answer as data. Throws Refused, with a sentence for the person. */
  async ask(name, question = {}) {
    return (await this.send(name, JSON.stringify(question), "application/json")).json();
  }

  /** A file: its bytes, its name and what did not go as wished. */
  async file(name, question = {}) {
    const answer = await this.send(name, JSON.stringify(question), "application/json");
    const said = answer.headers.get("X-Text2scene-Warnings");
    const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
    return { blob: await answer.blob(), name: named ?? "story", warnings: said ? JSON.parse(decodeURIComponent(said)) : [] };
  }

  async give(name, file) {
    const named = { "X-Text2scene-Name": encodeURIComponent(file.name) };
    return (await this.send(name, file, "application/octet-stream", named)).json();
  }
}
