// Handing a file to the browser's downloads.

import { make } from "../dom.js";

export function download(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A file name of plain letters: the-lost-kite. */
export function fileName(title) {
  return (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 8).join("-").slice(0, 60) || "story";
}
