// The one line that a site includes: the launcher and the page's one global, and no more than that, because every page of the site pays for it. When the
// page is idle it asks how the site looks; the panel and the frame are fetched when the visitor opens the chat, or has written before (then unseen, so that
// the badge can say what is unread).
import { icon } from "./icon";
import type { Call, Chat, Look, Panel } from "./look";

const style = `
:host{all:initial!important}
.root{--gap:20px;position:fixed;z-index:2147483000;inset-block-end:0;inset-inline-end:0;font:600 16px/24px system-ui,sans-serif}
button{all:unset;box-sizing:border-box;position:fixed;inset-block-end:var(--gap);inset-inline-end:var(--gap);min-inline-size:56px;block-size:56px;padding:14px;border-radius:28px;
background:var(--accent);color:var(--ink);box-shadow:0 4px 16px #0005;cursor:pointer}
button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #000}
svg{display:block;inline-size:28px;block-size:28px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
@media print{.root{display:none}}`;

const page = window as unknown as { AgentConsoleChat?: Chat | Call[] };
const script = document.currentScript as HTMLScriptElement | null;
const early = page.AgentConsoleChat;
// A page that replaces its body runs its scripts again; the chat is there already.
if (script?.dataset.site && (!early || Array.isArray(early))) start(script, early);

function start(script: HTMLScriptElement, early: Call[] = []): void {
  const { site } = script.dataset;
  const { origin } = new URL(script.src);
  const html = document.documentElement;
  const waiting: Call[] = [];
  let locale = script.dataset.lang;
  let panel: Panel | undefined;
  let look: Look | undefined;
  let loading: Promise<void> | undefined;
  let tries = 0;

  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const root = document.createElement("div");
  root.className = "root";
  const button = document.createElement("button");
  button.type = "button";
  button.append(icon("M21 12a8 8 0 0 1-8 8H4l2-3.5A8 8 0 1 1 21 12z"));
  root.append(button);
  shadow.append(root);
  // Constructed sheets, because a page's CSP may forbid style elements.
  const addStyle = (css: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  };
  addStyle(style);
  // Beside the body, not in it: what replaces the body leaves the chat alone. What replaces more gets it back.
  const stay = new MutationObserver(() => host.isConnected || document.documentElement.append(host));

  const configure = async (): Promise<void> => {
    const wanted = locale;
    const query = new URLSearchParams({ site: site!, lang: wanted ?? "", page: html.lang, browser: navigator.language, t: tries ? String(tries) : "" });
    let failed = false;
    // A module, because a page's CSP that lets this script in lets it in too, whatever it says of fetching.
    const next = await (import(`${origin}/widget/site.js?${query}`) as Promise<{ default: Look }>).catch(() => void (failed = true));
    if (!alive || wanted !== locale) return;
    if (failed || !next) return void (tries++ < 5 && setTimeout(configure, 2e3 * 3 ** tries));
    look = next.default;
    root.lang = look.lang;
    root.dir = look.rtl ? "rtl" : "ltr";
    root.style.setProperty("--accent", look.colour);
    root.style.setProperty("--ink", look.ink);
    button.setAttribute("aria-label", look.words.open);
    button.setAttribute("aria-expanded", "false");
    html.append(host);
    stay.observe(html, { childList: true });
    panel?.looks(look);
    if (waiting.some(([name]) => name === "open") || isKnown()) load();
  };

  const load = (): void => {
    if (!look || panel || loading) return;
    loading = (import(origin + look.panel + (tries ? `&t=${tries}` : "")) as Promise<{ start(launcher: object): Panel }>).then(
      (file) => {
        if (!alive) return;
        panel = file.start({ origin, script, look, shadow, root, button, style: addStyle });
        chat.push(...waiting.splice(0));
      },
      () => {
        loading = undefined;
        tries++;
      },
    );
  };

  let alive = true;
  const chat = {
    push: (...calls: Call[]) => calls.forEach(([name, ...rest]) => (chat[name] as (...rest: unknown[]) => void)?.(...rest)),
    setLocale(lang: string) {
      locale = lang;
      void configure();
    },
    destroy() {
      alive = false;
      stay.disconnect();
      panel?.destroy();
      host.remove();
      delete page.AgentConsoleChat;
    },
  } as Chat;
  for (const name of ["open", "close", "identify", "on", "off"] as const) {
    chat[name] = (...rest: never[]) => {
      if (panel) return (panel[name] as (...rest: unknown[]) => void)(...rest);
      waiting.push([name, ...rest]);
      if (name === "open") load();
    };
  }
  button.onclick = () => (panel ? panel.toggle() : chat.open());
  page.AgentConsoleChat = chat;
  chat.push(...early);
  if ("requestIdleCallback" in window) requestIdleCallback(() => void configure(), { timeout: 3e3 });
  else setTimeout(configure, 300);

  function isKnown(): boolean {
    try {
      return localStorage.getItem(`agentconsole.chat.${site}`) !== null;
    } catch {
      return false;
    }
  }
}
