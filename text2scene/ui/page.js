() => {
  // Enter draws; Shift and Enter begin a new line. The text box's own listeners, which have
  // it the other way round, are not reached. While an input method composes, Enter is its own.
  const onEnter = (event) => {
    const box = event.target;
    if (event.key !== "Enter" || event.isComposing || !box.closest || !box.closest("#t2s-text")) return;
    event.stopPropagation();
    if (event.shiftKey) return;
    event.preventDefault();
    const button = document.querySelector("#t2s-draw");
    if (event.type === "keydown" && !event.repeat && button && !button.disabled) button.click();
  };
  document.addEventListener("keydown", onEnter, true);
  document.addEventListener("keypress", onEnter, true);

  // On a phone the examples stand below the picture, which would change out of sight.
  document.addEventListener("click", (event) => {
    const figure = document.getElementById("t2s-figure");
    if (!figure || !event.target.closest || !event.target.closest("#t2s-examples button")) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    figure.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  });

  // What changes without being looked at is read out.
  for (const id of ["t2s-message", "t2s-details"]) {
    const element = document.getElementById(id);
    if (element) element.setAttribute("aria-live", "polite");
  }
}
