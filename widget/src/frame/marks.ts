import { el } from "./dom";
import { link } from "./links";
import type { Mark } from "./protocol";

const names = ["p", "strong", "em", "s", "code", "pre", "ul", "ol", "li", "blockquote", "br", "hr"] as const;

/** What an agent wrote, as elements of a few names; all else is text. */
export const marked = (marks: Mark[]): (Node | string)[] =>
  marks.map((mark) => {
    if (typeof mark === "string") return mark;
    const [name, pieces] = [mark[0], mark.slice(1)];
    const href = pieces[0];
    if (name === "a" && typeof href === "string" && /^(https?|mailto):/i.test(href)) return link(href, ...marked(pieces.slice(1)));
    const known = names.find((one) => one === name);
    return known ? el(known, {}, ...marked(pieces)) : el("span", {}, ...marked(pieces));
  });
