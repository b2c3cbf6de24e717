// The scene that is on the page, and its past and future. The one place where it changes.
// A change is begun by mark(), made by any number of update()s and ended by settle(): one step to undo,
// kept as the squashed difference of its two ends. cancel() goes back to the mark.

import { apply, canonical, difference, emptyScene, find } from "./scene.js";

const JOIN_WITHIN = 900; // milliseconds in which like changes, such as nudges, are one step

export class Store {
  constructor(scene = emptyScene()) {
    this.scene = canonical(scene);
    this.past = [];
    this.future = [];
    this.marked = null;
    this.selected = [];
    this.listeners = new Set();
  }

  /** Calls ``listener(kind)`` after each change: "scene" while it goes on, "step" when it is done, "selection". */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(kind) {
    for (const listener of [...this.listeners]) listener(kind);
  }

  // -- changing -------------------------------------------------------------------------------

  mark(label) {
    this.settle();
    this.marked = { label, scene: this.scene };
  }

  update(scene) {
    const made = canonical(scene, this.scene);
    if (!difference(this.scene, made)) return;
    this.scene = made;
    this.keepSelection();
    this.tell("scene");
  }

  settle(join = null) {
    const { marked } = this;
    this.marked = null;
    if (!marked) return false;
    const change = difference(marked.scene, this.scene);
    if (!change) return false;
    this.push({ label: marked.label, change, join, at: Date.now() });
    this.tell("step");
    return true;
  }

  push(step) {
    const last = this.past.at(-1);
    this.future = [];
    if (step.join && last && last.join === step.join && step.at - last.at < JOIN_WITHIN) {
      this.past.pop();
      const change = difference(apply(apply(this.scene, step.change, 0), last.change, 0), this.scene);
      if (change) this.past.push({ ...step, change });
    } else {
      this.past.push(step);
    }
  }

  cancel() {
    const { marked } = this;
    this.marked = null;
    if (!marked) return;
    this.scene = marked.scene;
    this.keepSelection();
    this.tell("scene");
  }

  /** One whole step: ``make`` gives the next scene from the present one. Returns whether it changed. */
  commit(label, make, join = null) {
    this.mark(label);
    const next = make(this.scene);
    if (next) this.update(next);
    return this.settle(join);
  }

  // -- past and future ------------------------------------------------------------------------

  undo() {
    this.settle();
    const step = this.past.pop();
    if (!step) return null;
    this.future.push(step);
    this.go(step, 0);
    return step.label;
  }

  redo() {
    this.settle();
    const step = this.future.pop();
    if (!step) return null;
    this.past.push({ ...step, join: null });
    this.go(step, 1);
    return step.label;
  }

  go(step, side) {
    this.scene = apply(this.scene, step.change, side);
    this.keepSelection();
    this.tell("scene");
    this.tell("step");
  }

  /** Another scene altogether, with a past of its own. */
  restart(scene) {
    this.scene = canonical(scene);
    this.past = [];
    this.future = [];
    this.marked = null;
    this.selected = [];
    this.tell("scene");
    this.tell("selection");
  }

  // -- selecting; no step, and the future stays ------------------------------------------------

  select(ids) {
    const known = ids.filter((id) => find(this.scene, id));
    if (known.join() === this.selected.join()) return;
    this.selected = known;
    this.tell("selection");
  }

  toggle(id) {
    const rest = this.selected.filter((other) => other !== id);
    this.select(rest.length < this.selected.length ? rest : [...this.selected, id]);
  }

  get chosen() {
    return this.selected.map((id) => find(this.scene, id)).filter(Boolean);
  }

  keepSelection() {
    const known = this.selected.filter((id) => find(this.scene, id));
    if (known.length === this.selected.length) return;
    this.selected = known;
    this.tell("selection");
  }
}
