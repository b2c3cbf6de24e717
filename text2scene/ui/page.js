() => {
  // Enter draws; Shift and Enter begin a new line. Before the text box's own listener, which
  // has it the other way round. While an input method composes, Enter is its own.
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key !== "Enter" || event.isComposing || !box.closest || !box.closest("#t2s-text")) return;
    event.stopPropagation();
    if (event.shiftKey) return;
    event.preventDefault();
    const button = document.querySelector("#t2s-draw");
    if (button && !button.disabled) button.click();
  }, true);

  // What changes without being looked at is read out.
  for (const id of ["t2s-message", "t2s-details"]) {
    const element = document.getElementById(id);
    if (element) element.setAttribute("aria-live", "polite");
  }
}
