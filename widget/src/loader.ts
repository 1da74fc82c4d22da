// The one line that a site includes: the launcher and the page's one global, and no more than that, because every page of the site pays for it. When the
// page is idle it asks how the site looks; the panel and the frame are fetched when the visitor opens the chat, or has written before (then unseen, so that
// the badge can say what is unread).
import { makeLauncher } from "./launcher";
import type { Call, Chat, Launcher, Look, Panel } from "./look";

const page = window as unknown as { AgentConsoleChat?: Chat | Call[] };
const script = document.currentScript as HTMLScriptElement | null;
const early = page.AgentConsoleChat;
// A page that replaces its body runs its scripts again; the chat is there already.
if (script?.dataset.site && (!early || Array.isArray(early))) start(script, early);

interface Watch {
  start(launcher: Launcher): void;
}

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
  let watched: unknown;

  const { host, shadow, root, button, addStyle, dress } = makeLauncher();
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
    dress(look);
    button.setAttribute("aria-label", look.text || look.words.open);
    button.setAttribute("aria-expanded", "false");
    html.append(host);
    stay.observe(html, { childList: true });
    launcher.look = look;
    panel?.looks(look);
    // Only where the site wants its visitors seen; a page that can't fetch it is a page like any other.
    if (look.watch) watched ??= (import(origin + look.watch) as Promise<Watch>).then((file) => alive && file.start(launcher), () => 0);
    if (waiting.some(([name]) => name === "open") || isKnown()) load();
  };

  const load = (): void => {
    if (!look || panel || loading) return;
    loading = (import(origin + look.panel + (tries ? `&t=${tries}` : "")) as Promise<{ start(launcher: object): Panel }>).then(
      (file) => {
        if (!alive) return;
        panel = file.start(launcher);
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
  const launcher = { origin, script, shadow, root, button, style: addStyle, chat } as unknown as Launcher;
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
