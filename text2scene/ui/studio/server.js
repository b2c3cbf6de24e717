// Questions to the server. Each brings along all that it is about; the server keeps nothing.

export class Refused extends Error {}

export class Server {
  constructor(base) {
    this.base = base;
    this.name = Math.random().toString(36).slice(2, 12);
  }

  async send(name, body, type) {
    let answer;
    try {
      answer = await fetch(new URL(`../${name}`, this.base), {
        method: "POST", body, headers: { "Content-Type": type, "X-Text2scene-Page": this.name },
      });
    } catch {
      throw new Refused("The program that draws cannot be reached. Your scene is safe here; is it still running?");
    }
    if (answer.ok) return answer;
    const said = await answer.json().catch(() => null);
    throw new Refused(said?.error ?? "Something went wrong with that; your scene is as it was. Please try again.");
  }

  /** The answer to a question as data. Throws Refused, with a sentence for the person. */
  async ask(name, question) {
    return (await this.send(name, JSON.stringify(question), "application/json")).json();
  }

  async picture(question) {
    return (await this.send("render", JSON.stringify(question), "application/json")).blob();
  }

  async openFile(file) {
    return (await this.send("open-file", file, "application/octet-stream")).json();
  }
}
