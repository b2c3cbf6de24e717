// What the guided start asks, and a picture for each answer, made of the pieces that are there.

// What is asked, the name of its list of answers, and how.
export const QUESTIONS = [
  ["theme", "themes", "Where shall it be?"],
  ["hero", "heroes", "Who is it about?"],
  ["companion", "companions", "Who comes along?"],
  ["wish", "wishes", "What is it all about?"],
  ["mood", "moods", "How shall it feel?"],
];

const child = (pose, expression) => ({ pose, expression });
const THEMES = {
  park: ["park", [["oak_tree", 390, 180, { depth: 1 }], ["slide", 170, 260], ["sun", 80, 64]]],
  camp: ["forest", [["tent", 190, 275], ["fire", 370, 325], ["owl", 420, 90]]],
  beach: ["beach", [["boat", 150, 190, { depth: 1 }], ["beach_ball", 330, 335], ["sun", 420, 64], ["turtle", 160, 335]]],
  snow: ["snow", [["pine_tree", 390, 190, { depth: 1 }], ["snowman", 200, 265]]],
  farm: ["park", [["house", 370, 190, { depth: 1 }], ["cow", 190, 285], ["pig", 380, 335, { flip: true }]]],
  castle: ["sunset", [["castle", 260, 190, { depth: 1 }], ["dragon", 390, 300, { flip: true }]]],
  space: ["space", [["rocket", 250, 190], ["star", 90, 80], ["star", 420, 130], ["robot", 400, 300]]],
  underwater: ["underwater", [["fish", 170, 150], ["fish", 350, 230, { flip: true }], ["turtle", 200, 320]]],
  night: ["night", [["moon", 400, 70], ["tent", 220, 285], ["star", 110, 80]]],
};
const WISHES = {
  toy: ["park", [["oak_tree", 330, 190], ["kite", 330, 110], ["mike", 130, 270, child("arms_up", "surprised")]]],
  home: ["sunset", [["house", 390, 180, { depth: 2 }], ["rabbit", 220, 315]]],
  cheer: ["rain", [["bear", 270, 265], ["jenny", 120, 270, child("reach", "smile")]]],
  sky: ["park", [["hot_air_balloon", 320, 120], ["jenny", 140, 270, child("arms_up", "laugh")]]],
  star: ["night", [["star", 270, 305], ["mike", 120, 270, child("reach", "surprised")], ["moon", 420, 70]]],
  party: ["park", [["table", 270, 320], ["cake", 270, 240], ["balloons", 420, 150], ["gift", 120, 335]]],
  noise: ["night", [["tent", 330, 275], ["jenny", 140, 270, child("wave", "surprised")]]],
};
const MOODS = {
  cheerful: ["mike", "smile", "park"], silly: ["jenny", "laugh", "autumn"], exciting: ["mike", "surprised", "sunset"], quiet: [null, null, "night"],
};

/** A picture for an answer, or null where none is known. */
export function pictureOf(pictures, kind, id) {
  if (kind === "theme" && THEMES[id]) return pictures.little(...THEMES[id]);
  if (kind === "wish" && WISHES[id]) return pictures.little(...WISHES[id]);
  if (kind === "hero") return id === "boy" || id === "girl" ? pictures.little("park", [[id === "girl" ? "jenny" : "mike", 250, 250, { ...child("wave", "laugh"), scale: 1.35 }]]) : null;
  if (kind === "companion") {
    if (id === "friend") return pictures.little("park", [["jenny", 160, 270, child("wave", "smile")], ["mike", 340, 270, { ...child("wave", "laugh"), flip: true }]]);
    const piece = pictures.pieces.get(id);
    if (!piece) return null;
    const scale = Math.min(3.2, 300 / Math.max(...piece.size));
    return pictures.little(id === "fish" ? "underwater" : "park", [[id, 250, 355 - (piece.size[1] * scale) / 2 - (id === "fish" ? 90 : 0), { scale }]]);
  }
  if (kind === "mood" && MOODS[id]) {
    const [who, expression, place] = MOODS[id];
    if (!who) return pictures.little(place, [["moon", 380, 80, { scale: 1.3 }], ["star", 150, 90], ["star", 255, 60, { scale: 0.7 }], ["rabbit", 250, 320, { scale: 1.4 }]]);
    return pictures.little(place, [[who, 250, 330, { ...child(id === "exciting" ? "run" : "arms_up", expression), scale: 1.7 }]]);
  }
  return null;
}
