// What the launcher needs once the chat is opened, or a visitor who has written before comes back: the frame, the badge, and the page's listeners.
import type { Launcher, Listener, Look, Panel } from "../look";
import type { FromFrame, FromLoader } from "../messages";
import { Keeping } from "./keeping";
import { Place } from "./place";
import { style } from "./style";
import { watchAddress } from "./watch";

const maxProof = 4_096;

/** Called by the loader, once. */
export function start(launcher: Launcher): Panel {
  const { origin, script, shadow, root, button } = launcher;
  let { look } = launcher;
  const site = script.dataset.site!;
  const keeping = new Keeping(site);
  const listeners = new Map<string, Set<Listener>>();
  const bubble = button.querySelector("path")!.getAttribute("d")!;
  const badge = element("b", "badge");
  const told = element("p", "told");
  told.setAttribute("role", "status");
  const frame = document.createElement("iframe");
  let ready = false;
  let shown = false;
  let unread = 0;
  let proof: unknown;
  /** What had the keyboard before the chat was opened. */
  let before: HTMLElement | undefined;

  const tell = (message: FromLoader) => {
    if (ready) frame.contentWindow?.postMessage(message, origin);
  };
  const emit = (name: string, detail: Record<string, unknown> = {}) => {
    for (const listener of [...(listeners.get(name) ?? [])]) {
      // A page's listener that fails is the page's: it is reported there, and stops nobody here.
      try {
        listener(detail);
      } catch (error) {
        setTimeout(() => { throw error; });
      }
    }
  };
  const tellPage = () => tell({ agentConsole: "page", url: location.href.slice(0, 2048), title: document.title.slice(0, 200).replace(/[\0\p{Cs}]/gu, ""), declared: script.dataset.declared?.slice(0, 100) });
  const tellKept = () => tell({ agentConsole: "kept", values: keeping.all() });
  const place = new Place(root, () => frame);

  const say = () => {
    const { words } = look;
    const waits = unread ? `${unread} ${words.unread}` : "";
    button.setAttribute("aria-expanded", String(shown));
    const open = look.text || words.open;
    button.setAttribute("aria-label", shown ? words.close : waits ? `${open} (${waits})` : open);
    button.querySelector("path")!.setAttribute("d", shown ? "M6 6 18 18M18 6 6 18" : bubble);
    root.classList.toggle("open", shown);
    badge.hidden = shown || !unread;
    badge.textContent = unread > 99 ? "99+" : String(unread);
    if (told.textContent !== (shown ? "" : waits)) told.textContent = shown ? "" : waits;
    frame.hidden = !shown;
    place.update(shown);
  };

  const load = () => {
    const address = `${origin}/widget/frame?${new URLSearchParams({ site, lang: look.lang, parent: location.origin })}`;
    if (frame.src === address) return;
    ready = false;
    frame.title = look.words.title;
    frame.src = address;
  };

  const invite = () => {
    if (!ready || !launcher.invitation) return;
    tell({ agentConsole: "invitation", invitation: launcher.invitation });
    launcher.invitation = undefined;
  };

  const panel: Panel = {
    open() {
      invite();
      if (shown) return;
      const active = document.activeElement;
      before = active instanceof HTMLElement && active !== document.body && active !== shadow.host ? active : undefined;
      shown = true;
      say();
      frame.focus();
      tell({ agentConsole: "shown" });
      emit("open");
    },
    close() {
      if (!shown) return;
      const inside = shadow.activeElement === frame || document.activeElement === document.body;
      shown = false;
      say();
      if (inside) (before?.isConnected ? before : button).focus();
      tell({ agentConsole: "hidden" });
      emit("close");
    },
    toggle: () => (shown ? panel.close() : panel.open()),
    identify(next) {
      // What can't be sent is not who anybody is.
      if (JSON.stringify(next ?? null).length > maxProof) return;
      proof = next ?? null;
      tell({ agentConsole: "identify", proof });
    },
    on(name, listener) {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
    },
    off(name, listener) {
      listeners.get(name)?.delete(listener);
    },
    looks(next: Look) {
      look = next;
      say();
      load();
    },
    destroy() {
      gone.abort();
      stopWatching();
      place.destroy();
    },
  };

  const gone = new AbortController();
  const { signal } = gone;
  const stopWatching = watchAddress(tellPage);
  addEventListener("message", (event: MessageEvent) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const message = event.data as FromFrame;
    switch (message?.agentConsole) {
      case "ready":
        ready = true;
        tellKept();
        tellPage();
        invite();
        if (proof !== undefined) tell({ agentConsole: "identify", proof });
        tell({ agentConsole: shown ? "shown" : "hidden" });
        emit("ready");
        break;
      case "visitor":
        keeping.remember();
        break;
      case "unread":
        unread = Math.max(0, Math.trunc(Number(message.count) || 0));
        say();
        emit("unread", { count: unread });
        break;
      case "keep":
        keeping.keep(String(message.key), message.value);
        break;
      case "event":
        emit(String(message.name), message.detail);
        break;
      case "close":
        panel.close();
        break;
    }
  }, { signal });
  // Another tab of this page kept something.
  addEventListener("storage", (event) => { if (keeping.isKey(event.key)) tellKept(); }, { signal });
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.close(); }, { signal });

  launcher.style(style);
  // Beside the button: its number is no part of what the button is called.
  badge.setAttribute("aria-hidden", "true");
  root.append(badge, told, frame);
  say();
  load();
  return panel;
}

function element(tag: string, name: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
