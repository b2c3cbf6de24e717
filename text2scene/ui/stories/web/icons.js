// The signs on the tab's buttons.

const SIGNS = {
  back: "M14 5l-7 7 7 7M7 12h13",
  before: "M15 5l-7 7 7 7",
  after: "M9 5l7 7-7 7",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6",
  grip: "M9 5v.01M15 5v.01M9 12v.01M15 12v.01M9 19v.01M15 19v.01",
  voice: "M4 10v4h3l5 4V6L7 10zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  stars: "M12 3l2 6 6 2-6 2-2 6-2-6-6-2 6-2zM19 16v4M17 18h4",
  dice: "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5",
  brush: "M19 4l-9 9M7 13a4 4 0 0 1 4 4c0 3-3 4-7 4 1-1 1-2 1-3a3 3 0 0 1 2-5z",
  split: "M4 5h6v14H4zM14 5h6v14h-6z",
  merge: "M4 5h16v14H4zM12 9v6M9 12h6",
  under: "M4 4h16v10H4zM5 18h14M8 21h8",
  beside: "M4 5h9v14H4zM16 8h5M16 12h5M16 16h3",
  over: "M4 4h16v16H4zM7 13h10v4H7z",
  heading: "M6 5v14M18 5v14M6 12h12",
  place: "M3 18l6-8 4 5 3-4 5 7zM17 7v.01",
  step: "M5 12h.01M12 12h.01M19 12h.01",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
};

export function sign(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `t2s-icon s-icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SIGNS[name]);
  svg.append(path);
  return svg;
}
