// Random changes to a store of its own, all undone and all redone; which they are is up to the seed.
async ([base, seed, count, from]) => {
  const { Store } = await import(base + "store.js");
  const tools = await import(base + "tools.js");
  const { changing } = await import(base + "scene.js");
  const { pieces } = document.querySelector("#t2s-studio").studio;
  let state = ((seed * 2654435761) >>> 0) || 1;
  const random = (n) => {
    state = (state ^ (state << 13)) >>> 0;
    state = (state ^ (state >>> 17)) >>> 0;
    state = (state ^ (state << 5)) >>> 0;
    return state % n;
  };
  const store = new Store(from);
  const start = JSON.stringify(store.scene);
  const names = pieces.list.map((piece) => piece.name);
  const some = () => (store.scene.objects.length ? [store.scene.objects[random(store.scene.objects.length)].id] : []);
  const commit = (make, join) => store.commit("x", make, join);
  const typed = (now) => ({
    ...now, text: `text ${random(1000)}`, seed: random(9), notes: random(2) ? [{ kind: "n" }] : [],
    objects: now.objects.slice(random(3)).reverse(), extra: random(2) ? { a: 1 } : undefined,
  });
  const drag = () => {
    store.mark("drag");
    const ids = some(), before = store.scene;
    for (let i = 0; i < 5; i += 1) store.update(tools.moved(pieces, before, ids, random(90) - 45, random(90) - 45));
    if (random(4)) store.settle();
    else store.cancel();
  };
  const stack = () => {
    const [id] = some();
    const next = id && tools.stacked(pieces, store.scene, id, random(2) ? 1 : -1);
    if (next && typeof next !== "string") commit(() => next);
  };
  const nudge = () => {
    const ids = some();
    commit((now) => tools.moved(pieces, now, ids, random(3) - 1, 4), `nudge ${ids}`);
  };
  const acts = [
    () => commit((now) => tools.added(pieces, now, names[random(names.length)], [random(500), random(400)])[0]),
    drag, nudge, stack,
    () => commit((now) => tools.flipped(pieces, now, some())),
    () => commit((now) => tools.atDepth(pieces, now, some(), random(2) ? 1 : -1)),
    () => commit((now) => tools.sized(pieces, now, some(), !!random(2))),
    () => commit((now) => tools.deleted(now, some())),
    () => commit((now) => tools.duplicated(now, some())[0]),
    () => commit((now) => tools.locking(now, some(), !!random(2))),
    () => commit((now) => ({ ...now, background: ["park", "night", "beach"][random(3)] })),
    () => commit((now) => changing(now, some(), () => ({ style: random(2) ? { main: "red" } : {} }))),
    () => commit(typed),
    () => (random(2) ? store.undo() : store.redo()),
    () => store.select(some()),
  ];
  for (let i = 0; i < count; i += 1) acts[random(acts.length)]();
  store.settle();
  while (store.redo()) { /* to the very end */ }
  const end = JSON.stringify(store.scene), steps = store.past.length;
  while (store.undo()) { /* to the very start */ }
  const undone = JSON.stringify(store.scene) === start;
  while (store.redo()) { /* and back */ }
  return { steps, undone, redone: JSON.stringify(store.scene) === end };
}
