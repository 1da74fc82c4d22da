import { icon } from "./icon";
import type { Look } from "./look";

const style = `
:host{all:initial!important}
.root{position:fixed;z-index:2147483000;inset-block-end:var(--y);inset-inline-end:var(--x);font:600 16px/28px system-ui,sans-serif}
.root[data-side=start]{inset-inline:var(--x) auto}
button{all:unset;display:flex;gap:8px;position:relative;box-sizing:border-box;min-inline-size:56px;max-inline-size:calc(100vw - 2*var(--x));block-size:56px;padding:14px;border-radius:28px;
background:var(--accent);color:var(--ink);box-shadow:0 4px 16px #0005;cursor:pointer}
button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #000}
svg{flex:none;inline-size:28px;block-size:28px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
span:empty{display:none}
@media print{.root{display:none}}`;

/** What a page shows of a closed chat, in a shadow root that the page's own styles don't reach. */
export function makeLauncher() {
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const root = document.createElement("div");
  const button = document.createElement("button");
  const label = document.createElement("span");
  root.className = "root";
  button.type = "button";
  button.append(icon("M21 12a8 8 0 0 1-8 8H4l2-3.5A8 8 0 1 1 21 12z"), label);
  root.append(button);
  shadow.append(root);

  // Constructed sheets, because a page's CSP may forbid style elements.
  const addStyle = (css: string): void => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  };
  addStyle(style);

  const dress = ({ lang, rtl, colour, ink, side, x, y, theme, text }: Look): void => {
    root.lang = lang;
    root.dir = rtl ? "rtl" : "ltr";
    Object.assign(root.dataset, { side, theme });
    for (const [name, value] of Object.entries({ accent: colour, ink, x: `${x}px`, y: `${y}px` })) root.style.setProperty(`--${name}`, value);
    label.textContent = text;
  };
  return { host, shadow, root, button, addStyle, dress };
}
