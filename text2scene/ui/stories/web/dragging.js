// Dragging an entry of a list to another place: it follows the pointer, and the others make room.

import { still } from "../dom.js";

const START = 6; // screen pixels before a press is a drag
const EDGE = 70; // screen pixels from the edge of the window in which it scrolls

export class Dragging {
  /** moved(id, to): an entry with data-page was put to place ``to``. A mouse drags anywhere, a finger the handle. */
  constructor(list, moved) {
    Object.assign(this, { list, moved, press: null });
    list.addEventListener("pointerdown", (event) => this.down(event));
    window.addEventListener("pointermove", (event) => this.move(event));
    window.addEventListener("pointerup", (event) => this.up(event, true));
    window.addEventListener("pointercancel", (event) => this.up(event, false));
    window.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.press?.ghost) return;
      event.preventDefault();
      this.up({ pointerId: this.press.pointer }, false);
    }, true);
    // A drag is no click.
    list.addEventListener("click", (event) => {
      if (!this.dropped) return;
      event.preventDefault();
      event.stopPropagation();
      this.dropped = false;
    }, true);
    list.addEventListener("dragstart", (event) => event.preventDefault());
  }

  get items() {
    return [...this.list.children].filter((item) => item.dataset.page);
  }

  down(event) {
    const item = event.target.closest("[data-page]");
    const handle = event.target.closest(".s-handle");
    this.dropped = false;
    if (!item || event.button !== 0 || this.press || (event.pointerType !== "mouse" && !handle)) return;
    this.press = { item, pointer: event.pointerId, x: event.clientX, y: event.clientY, next: item.nextSibling, from: this.items.indexOf(item) };
    if (handle) event.preventDefault(); // else a finger would scroll
    if (handle) handle.focus({ preventScroll: true });
  }

  move(event) {
    const { press } = this;
    if (!press || press.pointer !== event.pointerId) return;
    if (!press.ghost) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < START) return;
      this.lift(press);
    }
    press.at = [event.clientX, event.clientY];
    press.ghost.style.transform = `translate(${event.clientX - press.x}px, ${event.clientY - press.y}px) rotate(1.5deg)`;
    this.place(press);
    event.preventDefault();
  }

  lift(press) {
    const box = press.item.getBoundingClientRect();
    const ghost = press.item.cloneNode(true);
    delete ghost.dataset.page;
    ghost.className = "s-ghost";
    ghost.setAttribute("aria-hidden", "true");
    ghost.inert = true;
    Object.assign(ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
    this.list.append(ghost);
    press.ghost = ghost;
    press.item.classList.add("s-lifted");
    document.documentElement.classList.add("s-dragging");
    press.scroll = setInterval(() => this.scroll(press), 16);
  }

  scroll(press) {
    const y = press.at?.[1] ?? EDGE;
    const speed = y < EDGE ? y - EDGE : y > innerHeight - EDGE ? y - innerHeight + EDGE : 0;
    if (!speed) return;
    window.scrollBy(0, speed / 4);
    this.place(press);
  }

  /** The entry goes where the pointer is nearest. */
  place(press) {
    const [x, y] = press.at;
    const { left, top } = this.list.getBoundingClientRect();
    let best = null;
    for (const item of this.items) {
      // Where it belongs, not where it is while it slides there.
      const across = x - left - item.offsetLeft - item.offsetWidth / 2, down = y - top - item.offsetTop - item.offsetHeight / 2;
      const distance = Math.hypot(across, down * 1.2);
      if (!best || distance < best.distance) best = { item, distance };
    }
    if (!best || best.item === press.item) return;
    const { items } = this;
    const forward = items.indexOf(best.item) > items.indexOf(press.item);
    const before = new Map(items.map((item) => [item, [item.offsetLeft, item.offsetTop]]));
    this.list.insertBefore(press.item, forward ? best.item.nextSibling : best.item);
    if (!still()) this.slide(before, press);
  }

  slide(before, press) {
    for (const [item, old] of before) {
      if (item === press.item) continue;
      const across = old[0] - item.offsetLeft, down = old[1] - item.offsetTop;
      if (!across && !down) continue;
      item.animate([{ transform: `translate(${across}px, ${down}px)` }, { transform: "none" }], { duration: 180, easing: "ease-out" });
    }
  }

  up(event, kept) {
    const { press } = this;
    if (!press || press.pointer !== event.pointerId) return;
    this.press = null;
    if (!press.ghost) return;
    clearInterval(press.scroll);
    press.ghost.remove();
    press.item.classList.remove("s-lifted");
    document.documentElement.classList.remove("s-dragging");
    this.dropped = true;
    setTimeout(() => (this.dropped = false), 50);
    if (!kept) this.list.insertBefore(press.item, press.next);
    const to = this.items.indexOf(press.item);
    if (to !== press.from) this.moved(press.item.dataset.page, to);
  }
}
