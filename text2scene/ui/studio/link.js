// A link that holds a whole scene, compressed, behind the #, which browsers never send to a server.

const MARK = "#scene=";
const MOST = 2 ** 20; // bytes of the opened scene

async function through(bytes, stream, most = Infinity) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) throw new Error("too large");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export async function toLink(scene, here = location.href) {
  const plain = new TextEncoder().encode(JSON.stringify({ ...scene, notes: [] }));
  const packed = await through(plain, new CompressionStream("deflate-raw"));
  let letters = "";
  for (const byte of packed) letters += String.fromCharCode(byte);
  const text = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return here.split("#")[0] + MARK + text;
}

export const hasScene = (hash = location.hash) => hash.startsWith(MARK);

/** The document in a link; it comes from somebody else, so the server has to look at it. Throws. */
export async function fromLink(hash = location.hash) {
  const letters = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
  const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const plain = await through(packed, new DecompressionStream("deflate-raw"), MOST);
  return JSON.parse(new TextDecoder().decode(plain));
}
