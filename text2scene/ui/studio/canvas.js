// The canvas: the scene as SVG, and what a pointer does to it. Pointers are captured by the canvas itself,
// never by an object, since objects change places in the document while they are dragged.

import { node, set } from "./art.js";
import { find } from "./scene.js";
import { moved, scaledAbout, snapped } from "./tools.js";

const START = { mouse: 3, pen: 5, touch: 8 }; // screen pixels before a press is a drag
const CORNERS = [["left", "top"], ["right", "top"], ["right", "bottom"], ["left", "bottom"]];

export class Canvas {
  constructor(root, store, pieces, art) {
    Object.assign(this, { store, pieces, art });
    this.svg = root.querySelector("#t2s-canvas");
    this.layers = {};
    for (const name of ["back", "ground", "objects", "heat", "marks"]) this.layers[name] = this.svg.appendChild(node("g", { class: `t2s-${name}` }));
    this.layers.back.append(node("use"));
    this.layers.marks.setAttribute("aria-hidden", "true");
    this.elements = new Map();
    this.shown = null; // a scene that is shown instead of the store's, while it is played
    this.gesture = null;
    this.lit = new Set();
    this.hovered = () => {};
    this.svg.addEventListener("pointerdown", (event) => this.down(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    this.svg.addEventListener("pointerup", (event) => this.up(event));
    this.svg.addEventListener("pointercancel", (event) => this.abandon(event));
    this.svg.addEventListener("lostpointercapture", (event) => this.gesture?.pointer === event.pointerId && this.up(event));
    this.svg.addEventListener("pointerover", (event) => this.hovered(this.idOf(event.target)));
    this.svg.addEventListener("pointerleave", () => this.hovered(null));
    this.svg.addEventListener("focusin", (event) => this.hovered(this.idOf(event.target)));
    // A finger on the ground scrolls the page, one on a thing takes it.
    this.svg.addEventListener("touchstart", (event) => {
      const [touch] = event.touches;
      if (event.target.dataset?.corner || this.hit({ target: event.target, clientX: touch.clientX, clientY: touch.clientY })) event.preventDefault();
    }, { passive: false });
    this.svg.addEventListener("contextmenu", (event) => event.pointerType === "touch" && event.preventDefault());
    store.listen((kind) => (kind === "selection" ? this.mark() : this.draw()));
    new ResizeObserver(() => this.mark()).observe(this.svg);
    this.draw();
  }

  get scene() {
    return this.shown ?? this.store.scene;
  }

  // -- drawing --------------------------------------------------------------------------------

  preview(scene) {
    this.shown = scene;
    this.draw();
  }

  draw() {
    const { scene } = this;
    set(this.svg, { viewBox: `0 0 ${scene.width} ${scene.height}` });
    this.art.placeBackground(this.layers.back.firstChild, scene);
    this.drawShadows(scene);
    this.drawObjects(scene);
    set(this.svg, { "aria-label": `The picture. ${this.pieces.describe(scene)}` });
    this.mark();
  }

  drawShadows(scene) {
    const { ground } = this.layers;
    const shadows = this.pieces.shadows(scene);
    while (ground.childNodes.length > shadows.length) ground.lastChild.remove();
    while (ground.childNodes.length < shadows.length) ground.append(node("use"));
    shadows.forEach((shadow, index) => this.art.placeShadow(ground.childNodes[index], shadow));
  }

  drawObjects(scene) {
    const air = this.pieces.backgrounds.get(scene.background)?.air;
    const order = this.pieces.drawOrder(scene.objects);
    const held = this.pieces.holding(order);
    const ids = new Set(order.map((item) => item.id));
    for (const [id, element] of this.elements) {
      if (!ids.has(id)) {
        element.remove();
        this.elements.delete(id);
      }
    }
    const focused = document.activeElement?.closest?.("[data-id]");
    let before = this.layers.objects.firstChild;
    for (const item of order) {
      let element = this.elements.get(item.id);
      if (!element) {
        element = node("g", { class: "t2s-object", "data-id": item.id, role: "button", tabindex: 0 });
        element.append(node("use"));
        this.elements.set(item.id, element);
      }
      this.art.place(element.firstChild, item, air);
      this.drawGrip(element, held.get(item), air);
      set(element, { "aria-label": this.pieces.told(item) + (item.locked ? ", locked" : "") });
      if (element === before) before = before.nextSibling;
      else this.layers.objects.insertBefore(element, before);
    }
    if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
    this.light(this.lit);
  }

  /** The thumb or fist over a thing, with the thing; a pointer goes through it to what is below. */
  drawGrip(element, holder, air) {
    if (!holder) return element.querySelector(".t2s-thumb")?.remove();
    const grip = element.querySelector(".t2s-thumb") ?? element.appendChild(node("use", { class: "t2s-thumb" }));
    return this.art.place(grip, holder.child, air, holder.hand);
  }

  /** Frames and corner handles of what is selected. */
  mark() {
    const { marks } = this.layers;
    marks.replaceChildren();
    for (const [id, element] of this.elements) set(element, { "aria-pressed": this.store.selected.includes(id) });
    if (this.shown) return;
    const pixel = this.pixel();
    for (const item of this.store.chosen) {
      const box = this.pieces.box(item);
      const frame = { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, rx: 6 * pixel };
      for (const name of ["t2s-halo", "t2s-frame"]) marks.append(node("rect", { ...frame, class: name + (item.locked ? " t2s-locked" : "") }));
    }
    const box = this.selectionBox();
    if (!box || this.store.chosen.every((item) => item.locked)) return;
    const { width, height } = this.scene;
    const inset = 9 * pixel;
    for (const [across, down] of CORNERS) {
      const x = Math.min(width - inset, Math.max(inset, box[across])), y = Math.min(height - inset, Math.max(inset, box[down]));
      marks.append(
        node("circle", { class: "t2s-grip", cx: x, cy: y, r: 16 * pixel, "data-corner": `${across} ${down}` }),
        node("circle", { class: "t2s-knob", cx: x, cy: y, r: 6.5 * pixel }),
      );
    }
  }

  selectionBox() {
    const boxes = this.store.chosen.map((item) => this.pieces.box(item));
    if (!boxes.length) return null;
    return {
      left: Math.min(...boxes.map((box) => box.left)), top: Math.min(...boxes.map((box) => box.top)),
      right: Math.max(...boxes.map((box) => box.right)), bottom: Math.max(...boxes.map((box) => box.bottom)),
    };
  }

  /** Lets these objects glow. */
  light(ids) {
    this.lit = new Set(ids);
    for (const [id, element] of this.elements) element.classList.toggle("t2s-glow", this.lit.has(id));
  }

  focus(id) {
    this.elements.get(id)?.focus({ preventScroll: true });
  }

  // -- pointers -------------------------------------------------------------------------------

  /** Scene pixels to a pixel of the screen. */
  pixel() {
    const { width } = this.svg.getBoundingClientRect();
    return width ? this.scene.width / width : 1;
  }

  at(event) {
    const box = this.svg.getBoundingClientRect();
    const { width, height } = this.scene;
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  }

  inside(event) {
    const box = this.svg.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  }

  idOf(target) {
    return target?.closest?.("[data-id]")?.dataset.id ?? null;
  }

  /** What is under the pointer: a shape, else what it would be meant for, such as a table between its legs. */
  hit(event) {
    const direct = this.idOf(event.target);
    if (direct) return direct;
    const [x, y] = this.at(event);
    const { width, height } = this.scene;
    let best = null;
    for (const item of this.scene.objects) {
      const box = this.pieces.box(item);
      const wide = box.right - box.left, high = box.bottom - box.top;
      if (wide > 0.7 * width || high > 0.6 * height) continue;
      // Around small things a little counts too, of large ones only the inside.
      const near = Math.max(7 * this.pixel() - 0.1 * Math.min(wide, high), -0.12 * Math.min(wide, high));
      const within = x > box.left - near && x < box.right + near && y > box.top - near && y < box.bottom + near;
      if (within && (!best || wide * high < best.area)) best = { id: item.id, area: wide * high };
    }
    return best?.id ?? null;
  }

  down(event) {
    if (this.shown || this.gesture || event.button !== 0) return;
    const corner = event.target.dataset?.corner;
    const id = corner ? null : this.hit(event);
    const more = event.shiftKey || event.ctrlKey || event.metaKey;
    const gesture = { pointer: event.pointerId, from: this.at(event), screen: [event.clientX, event.clientY], kind: event.pointerType, started: false };
    if (corner) {
      Object.assign(gesture, { corner, box: this.selectionBox(), scene: this.store.scene });
    } else if (id) {
      gesture.id = id;
      gesture.more = more;
      gesture.fresh = !this.store.selected.includes(id);
      if (more && gesture.fresh) this.store.toggle(id);
      else if (gesture.fresh) this.store.select([id]);
      this.focus(id);
      gesture.scene = this.store.scene;
    } else {
      gesture.sweep = true;
      gesture.kept = more ? this.store.selected : [];
      if (event.pointerType !== "mouse") gesture.tap = true;
    }
    if (!id) this.svg.focus({ preventScroll: true });
    this.gesture = gesture;
    this.svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  move(event) {
    const { gesture } = this;
    if (!gesture || gesture.pointer !== event.pointerId || gesture.tap) return;
    if (!gesture.started) {
      const far = Math.hypot(event.clientX - gesture.screen[0], event.clientY - gesture.screen[1]);
      if (far < (START[gesture.kind] ?? 3)) return;
      gesture.started = true;
      if (!gesture.sweep) this.store.mark(gesture.corner ? "Resize" : "Move");
      this.svg.classList.add("t2s-dragging");
    }
    const [x, y] = this.at(event);
    if (gesture.sweep) this.sweep(gesture, x, y);
    else if (gesture.corner) this.resize(gesture, x, y);
    else this.drag(gesture, x - gesture.from[0], y - gesture.from[1], event.altKey);
  }

  drag(gesture, dx, dy, loose) {
    const { selected } = this.store;
    let scene = moved(this.pieces, gesture.scene, selected, dx, dy);
    let hint = null;
    if (selected.length === 1 && !loose) {
      const item = find(scene, selected[0]);
      hint = item.locked ? null : snapped(this.pieces, scene, item);
      if (hint) scene = { ...scene, objects: scene.objects.map((one) => (one === item ? { ...item, ...hint.change } : one)) };
    }
    this.store.update(scene);
    if (hint) this.layers.marks.append(node("circle", { class: "t2s-snap", cx: hint.at[0], cy: hint.at[1], r: 14 * this.pixel() }));
  }

  resize(gesture, x, y) {
    const [across, down] = gesture.corner.split(" ");
    const { box } = gesture;
    const anchor = [across === "left" ? box.right : box.left, down === "top" ? box.bottom : box.top];
    const whole = [box[across] - anchor[0], box[down] - anchor[1]];
    const drawn = [x - gesture.from[0] + whole[0], y - gesture.from[1] + whole[1]];
    const length = whole[0] ** 2 + whole[1] ** 2;
    const factor = Math.max(0.08, (whole[0] * drawn[0] + whole[1] * drawn[1]) / length);
    this.store.update(scaledAbout(this.pieces, gesture.scene, this.store.selected, factor, ...anchor));
  }

  sweep(gesture, x, y) {
    const [fromX, fromY] = gesture.from;
    const left = Math.min(x, fromX), top = Math.min(y, fromY), right = Math.max(x, fromX), bottom = Math.max(y, fromY);
    const within = this.scene.objects.filter((item) => left < item.x && item.x < right && top < item.y && item.y < bottom);
    this.store.select([...new Set([...gesture.kept, ...within.map((item) => item.id)])]);
    this.mark();
    this.layers.marks.append(node("rect", { class: "t2s-sweep", x: left, y: top, width: right - left, height: bottom - top }));
  }

  up(event) {
    const { gesture } = this;
    if (!gesture || gesture.pointer !== event.pointerId) return;
    this.end();
    if (gesture.started) {
      this.store.settle();
    } else if (gesture.sweep && !gesture.kept.length) {
      this.store.select([]);
    } else if (gesture.id && !gesture.fresh) {
      if (gesture.more) this.store.toggle(gesture.id);
      else this.store.select([gesture.id]);
    }
    this.mark();
  }

  abandon(event) {
    if (this.gesture?.pointer === event.pointerId) this.cancel();
  }

  /** Ends a gesture as if it had not begun; whether there was one. */
  cancel() {
    if (!this.gesture) return false;
    this.end();
    this.store.cancel();
    this.mark();
    return true;
  }

  /** Ends a gesture where it is, before something else changes the scene. */
  finish() {
    if (!this.gesture) return;
    this.end();
    this.store.settle();
    this.mark();
  }

  end() {
    const { pointer } = this.gesture;
    this.gesture = null;
    this.svg.classList.remove("t2s-dragging");
    if (this.svg.hasPointerCapture(pointer)) this.svg.releasePointerCapture(pointer);
  }
}
