// What becomes of a change that was not simply taken: nobody answered, it was not kept, or others changed the same.

export const TYPED = new Set(["edit", "title", "author", "chapter"]); // these wait for as long as it takes
const RETRY = 6000; // milliseconds until the program is looked for again
const UNSAVED = [404, 423, 507], GONE = 404, CONFLICT = 409, BUSY = 503;

/** A change of the opened story (see work.js) came back with an error. */
export function failed(work, entry, error) {
  if (error.unreachable || error.status === BUSY) return lost(work, error);
  if (error.status === CONFLICT && error.data.conflict) return clash(work, entry, error);
  work.queue.shift();
  if (UNSAVED.includes(error.status) && error.data.unsaved) {
    work.unsaved = entry.change.do;
    work.trouble = error.message;
    work.adopt({ ...error.data.unsaved, revision: work.held.revision });
    work.tell(error.status === GONE ? "gone" : "unsaved", error.message);
    return entry.done?.(true);
  }
  work.tell("refused", { message: error.message, change: entry.change });
  return entry.done?.(false);
}

/** Nobody answers: what was typed waits, anything else has to be done again. */
function lost(work, error) {
  work.queue = work.queue.filter((other) => {
    if (TYPED.has(other.change.do)) return true;
    other.done?.(false);
    return false;
  });
  work.paused = "offline";
  work.tell("offline", error.message);
  clearTimeout(work.waiting);
  work.waiting = setTimeout(() => work.again(), RETRY);
}

/** Whether somebody answers again. */
export async function look(work) {
  try {
    await work.service.ask("revision", { id: work.held.id });
    work.tell("works");
  } catch (error) {
    if (error.unreachable) lost(work, error);
    else work.tell("works");
  }
  work.settle();
}

function clash(work, entry, error) {
  const { theirs, mine } = error.data.conflict;
  const { change } = entry;
  const base = work.base(entry);
  work.queue.shift();
  entry.done?.(true);
  // Where both have written the same there is nothing to choose.
  const there = theirs.story.pages.find((page) => page.id === change.page);
  if (!mine || (change.do === "edit" && there?.text === change.text.trim())) return work.adopt(theirs);
  return ask(work, error, mine, base);
}

/** Saving a whole story again failed. */
export function notKept(work, error, mine, base) {
  if (error.status === CONFLICT && error.data.conflict) ask(work, error, mine, base);
  else work.tell(error.status === GONE ? "gone" : "unsaved", error.message);
}

/** The person chooses; until then one's own is kept in this browser, also over a reload. */
function ask(work, error, mine, base) {
  work.paused = "conflict";
  work.clashed = { base, story: mine, message: error.message };
  work.keep();
  work.tell("conflict", { message: error.message, ...error.data.conflict, mine });
}
