// Undo, redo, versions, and what other windows do: everything that gives the opened story another state at once.

const CHANNEL = "t2s-stories";
const LOOK = 20000; // milliseconds between two looks whether somebody else has changed the story

export class Past {
  constructor(app) {
    this.app = app;
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null;
    this.channel?.addEventListener("message", (event) => this.heard(event.data));
    app.work.listen((kind, held) => kind === "saved" && this.announce(held.id, held.revision));
    const look = () => document.visibilityState === "visible" && this.look();
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    setInterval(look, LOOK);
  }

  announce(id, revision = 0) {
    this.channel?.postMessage({ id, revision });
  }

  heard({ id, revision }) {
    const { work, shelf } = this.app;
    if (work.held?.id === id) {
      if (revision > work.held.revision) this.look();
    } else if (!work.held) {
      shelf.refresh();
    }
  }

  /** Takes over what others have saved, where nothing of one's own is on its way. */
  async look() {
    const { work, service } = this.app;
    if (!work.held || !work.idle || work.unsaved || this.looking) return;
    const { id } = work.held;
    this.looking = true;
    try {
      const { revision } = await service.ask("revision", { id });
      if (work.held?.id !== id || revision <= work.held.revision) return;
      const held = await service.ask("get", { id });
      if (work.held?.id !== id || !work.idle) return;
      work.adopt(held);
      this.app.voice.say("This story was changed in another window; here it is as it is now.");
    } catch { /* it is looked again before long, and every change says by itself what is wrong */ } finally {
      this.looking = false;
    }
  }

  /** "undo", "redo" or "back" with {revision}. Whether it was done. */
  async step(way, more = {}) {
    const { work, service, voice } = this.app;
    await work.quiet();
    if (!work.held || work.paused || this.stepping) return false;
    if (work.unsaved) return voice.say("This can be done again as soon as the story is saved."), false;
    const { id, revision, undo, redo } = work.held;
    const label = { undo, redo }[way];
    if (label === "") return voice.say(`Nothing to ${way}.`), false;
    this.stepping = true;
    try {
      const held = await service.ask(way, { id, base: revision, ...more });
      if (work.held?.id !== id) return false;
      work.took(held);
      voice.whisper(label ? `${way === "undo" ? "Undone" : "Redone"}: ${label}.` : "Done.");
      return true;
    } catch (error) {
      if (error.status === 409) {
        await this.again(id);
        voice.say("Another window has changed this story meanwhile. Here it is as it is now; choose again.");
      } else {
        voice.say(error.message);
      }
      return false;
    } finally {
      this.stepping = false;
    }
  }

  async again(id) {
    const held = await this.app.service.ask("get", { id });
    if (this.app.work.held?.id === id) this.app.work.adopt(held);
  }
}
