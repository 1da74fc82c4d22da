// For sites that have their visitors seen: tells a small frame of the console what the page shows, and shows an invitation that comes back. The page itself talks to nobody: its
// own policy need not allow it, and the visitor's token stays in the frame's storage.
import type { Launcher } from "../look";
import type { FromWatching, ShownInvitation, ToWatching } from "../messages";
import { watchAddress } from "../panel/watch";
import { Bubble } from "./bubble";

/** The title comes a little after the address, and nobody reads quicker. */
const pause = 1_000;

/** Called by the loader, once. */
export function start(launcher: Launcher): void {
  const { origin, script, root, button, chat } = launcher;
  const frame = document.createElement("iframe");
  const gone = new AbortController();
  const { signal } = gone;
  const bubble = new Bubble(root);
  let current: ShownInvitation | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (message: ToWatching) => frame.contentWindow?.postMessage(message, origin);
  const tellPage = () => {
    timer = undefined;
    tell({ agentConsole: "page", page: location.href.slice(0, 2048), title: document.title.slice(0, 300), referrer: document.referrer.slice(0, 2048), lang: root.lang });
  };
  const stop = watchAddress(() => (timer ??= setTimeout(tellPage, pause)));

  const did = (what: "shown" | "accepted" | "declined") => {
    if (current) tell({ agentConsole: "did", invitation: current.id, did: what });
  };
  const answer = () => {
    if (!current) return;
    did("accepted");
    launcher.invitation = current;
    current = undefined;
    bubble.hide();
    chat.open();
  };
  const decline = () => {
    did("declined");
    current = undefined;
    bubble.hide();
  };
  const show = (invitation: ShownInvitation) => {
    if (current) return;
    current = invitation;
    // Who has the chat open reads it there.
    if (root.classList.contains("open")) return answer();
    bubble.show(invitation, answer, decline);
    did("shown");
  };

  addEventListener("message", (event: MessageEvent) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const message = event.data as FromWatching;
    if (message?.agentConsole === "ready") tellPage();
    else if (message?.agentConsole === "invitation") show(message.invitation);
  }, { signal });
  // Who opens the chat by its own button has said yes too; before the launcher does.
  button.addEventListener("click", () => { if (current) answer(); }, { signal, capture: true });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && current) decline(); }, { signal });
  const { destroy } = chat;
  chat.destroy = () => {
    gone.abort();
    stop();
    clearTimeout(timer);
    frame.remove();
    bubble.hide();
    destroy.call(chat);
  };

  frame.hidden = true;
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  frame.src = `${origin}/widget/watching?${new URLSearchParams({ site: script.dataset.site!, parent: location.origin })}`;
  // Beside the body, as the launcher is: what replaces the body leaves it, and its connection, alone.
  bubble.root.append(frame);
}
