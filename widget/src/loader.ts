// The one line that a site includes. It draws the launcher and opens the frame; it fetches nothing more until the visitor
// opens the chat, or has written before (then the frame is loaded unseen, so that the badge can say what is unread).
import { inkOn } from "./colour";
import { icon } from "./icon";
import type { FromFrame, FromLoader } from "./messages";

interface Chat {
  open(): void;
  close(): void;
}

const words: Record<string, [open: string, close: string, title: string, unread: string]> = {
  en: ["Open chat", "Close chat", "Chat", "unread"],
  ar: ["فتح المحادثة", "إغلاق المحادثة", "محادثة", "غير مقروءة"],
  sl: ["Odpri klepet", "Zapri klepet", "Klepet", "neprebrano"],
};

const style = `
:host{all:initial}
.root{position:fixed;inset-block-end:0;inset-inline-end:0;z-index:2147483000;font:16px/1.4 system-ui,sans-serif}
button{position:fixed;inset-block-end:20px;inset-inline-end:20px;inline-size:56px;block-size:56px;padding:0;border:0;border-radius:50%;
background:var(--accent);color:var(--ink);box-shadow:0 4px 16px #0005;cursor:pointer}
button:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
svg{inline-size:28px;block-size:28px;vertical-align:middle;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.badge{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:22px;padding-inline:4px;box-sizing:border-box;border-radius:11px;
background:#b3141f;color:#fff;font:700 13px/22px system-ui,sans-serif;text-align:center}
[hidden]{display:none!important}
iframe{position:fixed;inset-block-end:88px;inset-inline-end:20px;inline-size:min(384px,calc(100vw - 40px));block-size:min(640px,calc(100vh - 108px));
border:0;border-radius:14px;box-shadow:0 8px 40px #0005;background:Canvas;color-scheme:normal}
@media(max-width:480px){iframe{inset:0;inline-size:100%;block-size:100%;border-radius:0}.open button{display:none}}
@media print{.root{display:none}}`;

function start(script: HTMLScriptElement): Chat | undefined {
  const site = script.dataset.site;
  if (!site) {
    console.error("AgentConsole chat: the script element names no data-site.");
    return undefined;
  }

  const origin = new URL(script.src).origin;
  const lang = script.dataset.lang || document.documentElement.lang || navigator.language || "en";
  const code = lang.slice(0, 2).toLowerCase();
  const [openWord, closeWord, title, unreadWord] = words[code] ?? words.en!;
  const flag = `agentconsole.chat.${site}`;
  const kept = `${flag}.kept.`;

  const host = document.createElement("div");
  const root = document.createElement("div");
  root.className = "root";
  root.dir = code === "ar" ? "rtl" : "ltr";
  root.lang = words[code] ? code : "en";
  const accent = /^#[0-9a-f]{6}$/i.test(script.dataset.colour ?? "") ? script.dataset.colour! : "#0f5f8c";
  root.style.setProperty("--accent", accent);
  root.style.setProperty("--ink", inkOn(accent));
  const button = document.createElement("button");
  button.type = "button";
  const badge = document.createElement("span");
  badge.className = "badge";
  badge.hidden = true;
  button.append(icon("M21 12a8 8 0 0 1-8 8H4l2-3.5A8 8 0 1 1 21 12z"), badge);
  root.append(button);

  const shadow = host.attachShadow({ mode: "open" });
  // A constructed sheet, because a page's CSP may forbid style elements.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(root);

  let frame: HTMLIFrameElement | undefined;
  let ready = false;
  let shown = false;
  let unread = 0;

  const tell = (message: FromLoader) => {
    if (ready) frame?.contentWindow?.postMessage(message, origin);
  };

  const say = () => {
    button.setAttribute("aria-expanded", String(shown));
    button.setAttribute("aria-label", shown ? closeWord : unread ? `${openWord} (${unread} ${unreadWord})` : openWord);
    badge.hidden = shown || unread === 0;
    badge.textContent = unread > 99 ? "99+" : String(unread);
    root.classList.toggle("open", shown);
    if (frame) frame.hidden = !shown;
  };

  const load = () => {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.title = title;
    frame.src = `${origin}/widget/frame?site=${encodeURIComponent(site)}&lang=${encodeURIComponent(lang)}&parent=${encodeURIComponent(location.origin)}`;
    root.append(frame);
  };

  const chat: Chat = {
    open() {
      load();
      shown = true;
      say();
      frame!.focus();
      tell({ agentConsole: "shown" });
    },
    close() {
      if (!shown) return;
      shown = false;
      say();
      button.focus();
      tell({ agentConsole: "hidden" });
    },
  };

  addEventListener("message", (event: MessageEvent) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    const message = event.data as FromFrame;
    switch (message?.agentConsole) {
      case "ready":
        ready = true;
        tellKept();
        tell({ agentConsole: "page", url: location.href.slice(0, 2048), declared: script.dataset.declared?.slice(0, 100) });
        tell({ agentConsole: shown ? "shown" : "hidden" });
        break;
      case "visitor":
        remember();
        break;
      case "unread":
        unread = Math.max(0, Math.trunc(Number(message.count) || 0));
        say();
        break;
      case "keep":
        keep(String(message.key), message.value);
        break;
      case "close":
        chat.close();
        break;
    }
  });

  // Another tab of this page kept something.
  addEventListener("storage", (event) => {
    if (event.key?.startsWith(kept)) tellKept();
  });
  button.addEventListener("click", () => (shown ? chat.close() : chat.open()));
  say();
  document.body.append(host);
  if (isKnown()) load();
  return chat;

  function remember(): void {
    try {
      localStorage.setItem(flag, "1");
    } catch {
      // A page without storage: the badge waits until the visitor opens the chat.
    }
  }

  function keep(key: string, value: unknown): void {
    try {
      if (typeof value === "string") localStorage.setItem(kept + key, value);
      else localStorage.removeItem(kept + key);
    } catch {
      // Then the frame's memory is all there is.
    }
  }

  function tellKept(): void {
    const values: Record<string, string> = {};
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(kept)) values[key.slice(kept.length)] = localStorage.getItem(key)!;
    } catch {
      // Nothing was kept.
    }
    tell({ agentConsole: "kept", values });
  }

  function isKnown(): boolean {
    try {
      return localStorage.getItem(flag) !== null;
    } catch {
      return false;
    }
  }
}

const script = document.currentScript as HTMLScriptElement | null;
const page = window as unknown as { AgentConsoleChat?: Chat };
if (script && !page.AgentConsoleChat) {
  const run = () => {
    const chat = start(script);
    if (chat) page.AgentConsoleChat = chat;
  };
  if (document.body) run();
  else addEventListener("DOMContentLoaded", run, { once: true });
}
