// The small frame: knows who the visitor is, where their device keeps that, and holds the connection. Nothing of what it tells is stored anywhere; what the device keeps is how many
// visits there were, and when the last one, the last invitation and the last refusal were.
import type { FromWatching, ToWatching } from "../messages";

const { site, parent: page } = JSON.parse(document.getElementById("config")!.textContent!) as { site: string; parent: string };
const prefix = `agentconsole.chat.${site}.`;
const visitEnds = 18e5;
/** Who hasn't looked for so long is not on the site. */
const awayFor = 3e5;

const area = (name: "localStorage" | "sessionStorage"): Storage | undefined => {
  try {
    return window[name];
  } catch {
    return undefined;
  }
};
const device = area("localStorage");
const tab = area("sessionStorage");
const read = (from: Storage | undefined, key: string) => from?.getItem(prefix + key) ?? undefined;
const write = (to: Storage | undefined, key: string, value: string | number) => {
  try {
    to?.setItem(prefix + key, String(value));
  } catch {
    // Full: then the next visit counts as the first.
  }
};
const ago = (key: string) => {
  const at = Number(read(device, key));
  return at ? Math.max(0, Date.now() - at) : undefined;
};

const isNew = !read(tab, "tab") && !((ago("visited") ?? Infinity) < visitEnds);
const visits = Math.max(1, (Number(read(device, "visits")) || 0) + (isNew ? 1 : 0));
write(device, "visits", visits);
write(device, "visited", Date.now());

let shown: Extract<ToWatching, { agentConsole: "page" }> | undefined;
let socket: WebSocket | undefined;
let tries = 0;
let asleep = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let away: ReturnType<typeof setTimeout> | undefined;

const tell = (message: FromWatching) => parent.postMessage(message, page);
const send = (message: object) => {
  if (socket?.readyState === 1) socket.send(JSON.stringify(message));
};
const now = () => ({ page: shown!.page, title: shown!.title, referrer: shown!.referrer, visible: document.visibilityState === "visible" });
const hello = () =>
  send({ hello: 1, id: read(tab, "tab"), token: read(device, "token"), lang: shown!.lang, visits, invited: ago("invited"), declined: ago("declined"), ...now() });

function connect(): void {
  clearTimeout(timer);
  if (socket || asleep || !shown) return;
  const mine = (socket = new WebSocket(`${location.origin.replace("http", "ws")}/widget/watch?site=${encodeURIComponent(site)}`));
  mine.onopen = hello;
  mine.onmessage = ({ data }) => {
    tries = 0;
    const { id, invitation } = JSON.parse(data as string);
    if (id) write(tab, "tab", id);
    if (invitation) tell({ agentConsole: "invitation", invitation });
  };
  mine.onclose = ({ reason }) => {
    if (socket !== mine) return;
    socket = undefined;
    // The chat is closed to whoever this is: the next page asks again.
    if (reason === "chat.banned") tries = 8;
    // A proxy that lets no WebSocket through, or a site that doesn't want it any more: it is not asked for ever.
    if (!asleep && tries < 8) timer = setTimeout(connect, (Math.random() + 0.5) * 2e3 * 2 ** tries++);
  };
}

function sleep(): void {
  asleep = true;
  clearTimeout(timer);
  socket?.close();
  socket = undefined;
}

function wake(): void {
  asleep = false;
  connect();
}

addEventListener("message", (event: MessageEvent) => {
  if (event.source !== parent || event.origin !== page) return;
  const message = event.data as ToWatching;
  if (message?.agentConsole === "page") {
    const first = !shown;
    shown = message;
    if (first) connect();
    else send(now());
  } else if (message?.agentConsole === "did") {
    if (message.did !== "accepted") write(device, message.did === "shown" ? "invited" : "declined", Date.now());
    send({ invitation: message.invitation, did: message.did });
  }
});
document.addEventListener("visibilitychange", () => {
  if (!shown) return;
  clearTimeout(away);
  if (document.visibilityState === "visible") {
    if (asleep) wake();
    else send(now());
  } else {
    send(now());
    away = setTimeout(sleep, awayFor);
  }
});
// A page with an open wire gets no place in the back-forward cache.
addEventListener("pagehide", sleep);
addEventListener("pageshow", () => { if (asleep) wake(); });
// The chat beside has made somebody of the visitor, or nobody.
addEventListener("storage", ({ key }) => { if (key === `${prefix}token`) hello(); });
tell({ agentConsole: "ready" });
