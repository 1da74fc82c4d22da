import { el } from "./dom";

// Direction marks end an address: they would let it show in another order than the one it is read in.
const address = /(?:https?:\/\/|mailto:)[^\s<>"`\u201c\u201d\u00ab\u00bb\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gi;
const trailing = /[.,;:!?'"*_~…،؛؟。、]$/;
const closing: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

export const link = (href: string, ...words: (Node | string)[]) => el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...words);

/** A text with the addresses in it as links, and each link as what it leads to: letters that look like others don't hide whose it is. */
export function linked(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let plain = 0;
  for (const { 0: found, index = 0 } of text.matchAll(address)) {
    const words = trimmed(found);
    const url = safe(words);
    // What continues a word is no address.
    if (!url || /[\p{L}\p{N}]/u.test(text[index - 1] ?? "")) continue;
    parts.push(text.slice(plain, index), link(url.href, words));
    if (!words.toLowerCase().includes(url.hostname)) parts.push(` (${url.hostname})`);
    plain = index + words.length;
  }
  parts.push(text.slice(plain));
  return parts.filter(Boolean);
}

/** Without what belongs to the sentence around it: its stop, and the bracket that was opened before it. */
function trimmed(found: string): string {
  const last = found.slice(-1);
  const opens = closing[last];
  const count = (letter: string) => found.split(letter).length;
  return trailing.test(last) || (opens && count(last) > count(opens)) ? trimmed(found.slice(0, -1)) : found;
}

// A name before an @ is how 'https://bank.example@elsewhere.example' deceives: such an address stays text.
function safe(words: string): URL | undefined {
  try {
    const url = new URL(words);
    return words.length <= 2_048 && !url.username && !url.password ? url : undefined;
  } catch {
    return undefined;
  }
}
