import { el } from "./dom";

/** Lines that a message has at most before it is folded, and letters that a line has about. */
const most = 14;
const wide = 42;

export const isLong = (text: string): boolean => text.split("\n").reduce((lines, line) => lines + 1 + Math.floor(line.length / wide), 0) > most;

/** A long text shows its first lines and a button for the rest; whoever goes into it by key sees it too. */
export function folded(body: HTMLElement, text: string, word: string): HTMLElement[] {
  if (!isLong(text)) return [body];
  body.classList.add("folded");
  const button = el("button", { type: "button", class: "unfold", "aria-expanded": "false" }, word);
  const unfold = () => {
    body.classList.remove("folded");
    button.remove();
  };
  button.addEventListener("click", () => {
    unfold();
    body.tabIndex = -1;
    body.focus();
  });
  body.addEventListener("focusin", unfold, { once: true });
  return [body, button];
}
