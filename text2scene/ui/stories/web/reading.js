// Reading aloud with the browser's own voice, lighting each word as it is said.

export const canRead = () => "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;

/** Fills an element with a text, each word an element of its own. */
export function wordsInto(element, text) {
  element.replaceChildren(...text.split(/(\s+)/).filter(Boolean).map((part) => {
    if (!part.trim()) return part;
    const word = document.createElement("span");
    word.textContent = part;
    return word;
  }));
}

export class Reading {
  constructor() {
    this.turn = 0; // tells the end of what was cut off from the end of what was heard
  }

  /** Reads an element that wordsInto has filled; done(): when it was heard to its end. */
  read(element, lang, done) {
    this.stop();
    const mine = this.turn;
    const text = element.textContent;
    if (!text.trim()) return void setTimeout(() => mine === this.turn && done(), 2500);
    const said = new SpeechSynthesisUtterance(text);
    said.lang = lang;
    said.rate = 0.9;
    said.addEventListener("boundary", (event) => mine === this.turn && event.name !== "sentence" && this.light(element, event.charIndex));
    said.addEventListener("end", () => {
      if (mine !== this.turn) return;
      this.dark();
      done();
    });
    said.addEventListener("error", () => mine === this.turn && this.failed?.());
    speechSynthesis.speak(said);
  }

  light(element, place) {
    this.dark();
    let at = 0;
    for (const child of element.childNodes) {
      const length = child.textContent.length;
      if (child.nodeType === 1 && place >= at && place < at + length) {
        child.className = "s-lit";
        this.lit = child;
        return;
      }
      at += length;
    }
  }

  dark() {
    this.lit?.removeAttribute("class");
    this.lit = null;
  }

  stop() {
    this.turn += 1;
    if (canRead()) speechSynthesis.cancel();
    this.dark();
  }
}
