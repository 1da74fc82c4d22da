import type { ShownInvitation } from "../messages";

const style = `
:host{all:initial!important}
.root{position:fixed;z-index:2147482999;inset-block-end:calc(var(--y) + 68px);inset-inline-end:var(--x);max-inline-size:min(320px,calc(100vw - 2*var(--x)));box-sizing:border-box;
font:15px/22px system-ui,sans-serif;color:#17202a;--bg:#fff;--line:#0003}
.root[data-side=start]{inset-inline:var(--x) auto}
.on{padding:16px;border-radius:14px;background:var(--bg);box-shadow:0 8px 40px #0005}
strong{display:block;font-size:13px;line-height:20px}
div div{white-space:pre-wrap;overflow-wrap:anywhere;max-block-size:40vh;overflow:auto}
nav{display:flex;flex-wrap:wrap;gap:8px;margin-block-start:12px}
button{all:unset;cursor:pointer;padding:8px 14px;border-radius:8px;font-weight:600;box-shadow:inset 0 0 0 1px var(--line)}
button:first-child{background:var(--accent);color:var(--ink)}
button:focus-visible{outline:3px solid currentColor;outline-offset:2px}
[data-theme=dark]{color:#e8edf2;--bg:#1b242d;--line:#fff4}
@media(prefers-color-scheme:dark){[data-theme=auto]{color:#e8edf2;--bg:#1b242d;--line:#fff4}}
@media(prefers-reduced-motion:no-preference){.on{animation:come .15s ease-out}@keyframes come{from{opacity:0;transform:translateY(8px)}}}
@media print{.root{display:none}}`;

/** An invitation beside the launcher: over the page without moving anything of it, heard where it is not seen, and never with the keyboard taken away. */
export class Bubble {
  readonly root = document.createElement("div");
  private readonly host = document.createElement("div");
  /** There before it has something to say, or what it says is not read out. */
  private readonly said = document.createElement("section");

  constructor(private readonly launcher: HTMLElement) {
    const shadow = this.host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
    this.root.className = "root";
    this.said.setAttribute("role", "status");
    this.root.append(this.said);
    shadow.append(this.root);
    document.documentElement.append(this.host);
  }

  show({ name, text, words }: ShownInvitation, answer: () => void, close: () => void): void {
    const { root, launcher } = this;
    // As the launcher looks now: colours, side and gaps, language and direction.
    root.style.cssText = launcher.style.cssText;
    ({ lang: root.lang, dir: root.dir } = launcher);
    Object.assign(root.dataset, launcher.dataset);
    const who = document.createElement("strong");
    const what = document.createElement("div");
    const buttons = document.createElement("nav");
    who.textContent = name;
    what.textContent = text;
    who.dir = what.dir = "auto";
    what.tabIndex = 0;
    const button = (label: string, press: () => void) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.onclick = press;
      return made;
    };
    buttons.append(button(words.answer, answer), button(words.close, close));
    this.said.replaceChildren(who, what);
    root.append(buttons);
    root.classList.add("on");
    if (!this.host.isConnected) document.documentElement.append(this.host);
  }

  hide(): void {
    this.root.classList.remove("on");
    this.root.querySelector("nav")?.remove();
    this.said.replaceChildren();
  }
}
