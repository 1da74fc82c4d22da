import { Banned } from "./banned";
import { Bridge } from "./bridge";
import { Composer } from "./composer";
import { readConfig } from "./config";
import { icon } from "../icon";
import { el, setHidden, setText } from "./dom";
import { EntryForm } from "./entry";
import { Header } from "./header";
import { Ending } from "./ending";
import { Log } from "./log";
import { News } from "./news";
import { Past } from "./past";
import { Session } from "./session";
import { preview, show } from "./preview";
import { Store } from "./storage";
import { Transcript } from "./transcript";
import { Trouble } from "./trouble";
import { Waiting } from "./waiting";

const config = readConfig();
const { words } = config;
const store = new Store(`agentconsole.chat.${config.site}.`);

// A page that forbids storage, or many changes at once: one drawing a frame is enough.
let drawing = false;
const changed = () => {
  if (drawing) return;
  drawing = true;
  queueMicrotask(draw);
};

const session = new Session(config, store, changed, () => bridge.tell({ agentConsole: "visitor" }));
const bridge = new Bridge(config, {
  shown() {
    write();
    log.toEnd();
    changed();
  },
  page(url, declared, title) {
    session.page = url;
    session.title = title;
    session.declared = declared;
  },
  identify(proof) {
    session.identify(proof);
  },
  look(look) {
    if (!config.preview) return;
    header.dress(look);
    log.greet(look.greeting);
    show(session, words, look.entry);
    changed();
  },
  invitation(invitation) {
    session.invitation.take(invitation);
    changed();
  },
  kept(values) {
    if (!store.isForbidden) return;
    store.adopt(values);
    composer.restore();
    begin();
  },
});
const news = new News((name, detail) => bridge.tell({ agentConsole: "event", name, detail }));
session.rated = (score) => news.tell("rated", { score });
session.identified = (detail) => news.tell("identified", detail);
session.forgotten = () => {
  composer.forget();
  entry.forget();
};
const log = new Log(session, config);
const trouble = new Trouble(session, config);
const banned = new Banned(session, config);
const composer = new Composer(session, config, store, () => log.toEnd());
const closer = el("button", { type: "button", class: "close", "aria-label": words.close!, title: words.close! }, icon("M6 6 18 18M18 6 6 18"));
const transcript = new Transcript(session, config);
const talk = el("main");
const past = new Past(session, config, store, talk);
const header = new Header(config.look, el("div", { class: "tools" }, past.button, transcript.element, closer));
const entry = new EntryForm(session, config, store, () => {
  log.toEnd();
  changed();
});
const waiting = new Waiting(session, config);
const write = () => (entry.isShown ? entry.focus() : composer.focus());
const typing = el("p", { class: "typing", role: "status", hidden: true });
const ending = new Ending(session, config, store, write);
closer.addEventListener("click", () => bridge.tell({ agentConsole: "close" }));
closer.hidden = bridge.shown;

talk.append(trouble.element, log.element, typing, waiting.element, ending.element, entry.element, banned.element, composer.element);
document.body.append(header.element, talk, past.element);

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) bridge.tell({ agentConsole: "close" });
});
document.addEventListener("visibilitychange", changed);

let unread = -1;
let begun = false;
const begin = () => {
  if (!begun) session.start();
  begun = true;
};
if (config.preview) {
  preview(session, words);
} else if (store.isForbidden && bridge.isEmbedded) {
  // Who this is, the page's loader knows; one that doesn't answer is not waited for.
  store.keeper = (key, value) => bridge.tell({ agentConsole: "keep", key, value });
  setTimeout(begin, 3_000);
} else {
  begin();
}
bridge.tell({ agentConsole: "ready" });
changed();

function draw(): void {
  drawing = false;
  log.update();
  trouble.update();
  banned.update();
  composer.greeted();
  const { before, agentsOnline } = session;
  header.say(agentsOnline === undefined ? "" : before.closed ? before.back(config.lang, words) : agentsOnline ? words.online! : words.away!);
  waiting.update();
  const writes = [composer, entry].some(({ element }) => element.contains(document.activeElement));
  const { isShown } = entry;
  entry.update();
  setHidden(composer.element, entry.isShown);
  // One took the other's place: the keyboard goes with it.
  if (writes && isShown !== entry.isShown) write();
  past.update();
  setHidden(typing, session.typingName === undefined);
  setText(typing, session.typingName === undefined ? "" : words.typing!.replace("{0}", session.typingName));
  ending.update();
  transcript.update();
  news.look(session.conversation);
  if (bridge.shown && document.visibilityState === "visible") session.looked();
  const now = bridge.shown ? 0 : session.conversation.unread;
  if (now !== unread) bridge.tell({ agentConsole: "unread", count: (unread = now) });
}
