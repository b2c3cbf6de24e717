"use strict";
(() => {
  const root = document.documentElement;
  const main = document.querySelector("main");
  const pages = [...document.querySelectorAll(".page")];
  const [back, next, voice] = ["back", "next", "voice"].map((id) => document.getElementById(id));
  const count = document.getElementById("count");
  const rtl = root.dir === "rtl";
  const speech = "speechSynthesis" in window && "SpeechSynthesisUtterance" in window ? window.speechSynthesis : null;
  let shown = -1;
  let reading = false;
  let turn = 0; // tells the end of an utterance that was cut off from one that was heard

  root.classList.add("js");

  // Every word becomes an element of its own, so that the one being read can be lit.
  for (const block of document.querySelectorAll("[data-read]")) {
    const parts = block.textContent.split(/(\s+)/);
    block.textContent = "";
    for (const part of parts) {
      if (!part.trim()) { block.append(part); continue; }
      const word = document.createElement("span");
      word.textContent = part;
      block.append(word);
    }
  }

  function show(index, focus = true) {
    index = Math.max(0, Math.min(pages.length - 1, index));
    if (index === shown) return;
    const forward = index > shown;
    pages.forEach((page, place) => { page.hidden = place !== index; });
    pages[index].style.setProperty("--from", `${(forward !== rtl ? 1 : -1) * 2.5}rem`);
    pages[index].scrollTop = 0;
    shown = index;
    back.disabled = index === 0;
    next.disabled = index === pages.length - 1;
    count.textContent = `${index + 1} / ${pages.length}`;
    if (focus) pages[index].focus({ preventScroll: true });
    try { history.replaceState(null, "", `#${index + 1}`); } catch { /* a file opened where that is not allowed */ }
    if (reading) read();
  }

  const step = (by) => show(shown + by);

  function unlit() {
    for (const mark of document.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
  }

  function light(block, place) {
    unlit();
    let at = 0;
    for (const node of block.childNodes) {
      const length = node.textContent.length;
      if (node.nodeType === 1 && place >= at && place < at + length) {
        const mark = document.createElement("mark");
        mark.append(...node.childNodes);
        node.append(mark);
        return;
      }
      at += length;
    }
  }

  function hush() {
    turn += 1;
    if (speech) speech.cancel();
    unlit();
  }

  function read() {
    hush();
    const mine = turn;
    const blocks = [...pages[shown].querySelectorAll("[data-read]")];
    const after = () => {
      if (mine !== turn || !reading) return;
      if (shown < pages.length - 1) setTimeout(() => { if (mine === turn && reading) step(1); }, 900);
      else stop();
    };
    if (!blocks.length) { setTimeout(after, 2500); return; }
    blocks.forEach((block, place) => {
      const said = new SpeechSynthesisUtterance(block.textContent);
      said.lang = root.lang;
      said.rate = 0.9;
      said.addEventListener("boundary", (event) => {
        if (mine === turn && event.name !== "sentence") light(block, event.charIndex);
      });
      said.addEventListener("end", () => {
        if (mine !== turn) return;
        unlit();
        if (place === blocks.length - 1) after();
      });
      said.addEventListener("error", () => { if (mine === turn) stop(); });
      speech.speak(said);
    });
  }

  function stop() {
    reading = false;
    hush();
    voice.setAttribute("aria-pressed", "false");
  }

  function toggle() {
    if (reading) { stop(); return; }
    reading = true;
    voice.setAttribute("aria-pressed", "true");
    read();
  }

  back.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  if (speech) voice.addEventListener("click", toggle);
  else voice.hidden = true;
  window.addEventListener("pagehide", hush);

  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    const keys = {
      ArrowRight: () => step(rtl ? -1 : 1), ArrowLeft: () => step(rtl ? 1 : -1),
      PageDown: () => step(1), PageUp: () => step(-1),
      Home: () => show(0), End: () => show(pages.length - 1), Escape: stop,
    };
    if (!onButton) keys[" "] = () => step(event.shiftKey ? -1 : 1);
    if (!onButton && speech) keys.r = toggle;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  let start = null;
  main.addEventListener("pointerdown", (event) => {
    start = event.isPrimary && event.button === 0 ? { x: event.clientX, y: event.clientY } : null;
  });
  main.addEventListener("pointercancel", () => { start = null; });
  main.addEventListener("pointerup", (event) => {
    if (!start || String(window.getSelection()).trim()) { start = null; return; }
    const across = event.clientX - start.x;
    const down = event.clientY - start.y;
    start = null;
    if (Math.abs(across) > 45 && Math.abs(across) > 1.5 * Math.abs(down)) {
      step((across < 0) !== rtl ? 1 : -1);
    } else if (Math.abs(across) < 8 && Math.abs(down) < 8) {
      const box = main.getBoundingClientRect();
      const right = event.clientX > box.left + box.width / 2;
      step(right !== rtl ? 1 : -1);
    }
  });

  window.addEventListener("hashchange", () => show(Number.parseInt(location.hash.slice(1), 10) - 1 || 0));
  show(Number.parseInt(location.hash.slice(1), 10) - 1 || 0, false);
})();
