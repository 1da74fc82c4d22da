import { Choices } from "./choices";
import type { Config } from "./config";
import { el, setHidden, setText } from "./dom";
import { fileRows } from "./files";
import { folded } from "./fold";
import { linked } from "./links";
import { marked } from "./marks";
import type { ChatMessage, Mark, SentFile } from "./protocol";
import type { Session } from "./session";

/** What is shown of: the talk that goes on, or one of before. */
export interface Shown extends Pick<Session, "conversation" | "terms" | "older" | "retry" | "discard">, Partial<Pick<Session, "send" | "invitation">> {
  outbox: Pick<Session["outbox"], "all">;
}

type State = "queued" | "sent" | "seen" | "failed";

interface Said {
  text: string;
  files?: SentFile[] | null;
  marks?: Mark[] | null;
  choices?: string[] | null;
}

interface Row {
  element: HTMLElement;
  meta: HTMLElement;
  actions?: HTMLElement;
  choices?: Choices;
}

/** The conversation's messages, oldest first, unsent ones last. A message keeps its element while it goes from queued to seen. */
export class Log {
  readonly element: HTMLElement;
  private readonly rows = new Map<string, Row>();
  private readonly list: HTMLElement;
  private readonly greeting = el("div", { class: "message agent greeting" }, el("p", { class: "text", dir: "auto" }));
  private readonly earlier: HTMLButtonElement;
  private readonly time: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;

  constructor(
    private readonly session: Shown,
    private readonly config: Config,
  ) {
    const { words, lang } = config;
    this.time = new Intl.DateTimeFormat(lang, { hour: "numeric", minute: "2-digit" });
    this.day = new Intl.DateTimeFormat(lang, { weekday: "long", day: "numeric", month: "long" });
    this.earlier = el("button", { type: "button", class: "earlier", hidden: true }, words.earlier!);
    this.earlier.addEventListener("click", () => void session.older());
    this.list = el("div", { class: "messages", role: "log", "aria-live": "off", "aria-label": words.log! });
    this.element = el("div", { class: "log", tabindex: "0", role: "region", "aria-label": words.log! }, this.earlier, this.list);
    this.list.append(this.greeting);
    this.greet(config.look.greeting);
  }

  /** What an empty conversation begins with. */
  greet(text: string): void {
    setText(this.greeting.firstElementChild!, text);
    setHidden(this.greeting, !text);
  }

  update(): void {
    const { conversation, outbox } = this.session;
    const fromEnd = this.element.scrollHeight - this.element.scrollTop;
    const atEnd = fromEnd - this.element.clientHeight < 48;
    const firstBefore = this.first;
    this.earlier.hidden = !conversation.more;

    const wanted: [key: string, element: HTMLElement][] = [];
    let day = "";
    for (const message of conversation.messages) {
      const at = new Date(message.at);
      const today = this.day.format(at);
      if (today !== day) wanted.push([`d${today}`, this.dayRow(today)]);
      day = today;
      const state: State | undefined = message.from !== "me" ? undefined : message.seq <= conversation.seenByAgent ? "seen" : "sent";
      wanted.push(this.row(keyOf(message), message.from, message.name, message, this.time.format(at), state));
    }
    const asked = this.session.invitation?.shown;
    if (asked) wanted.push(this.row(`i${asked.id}`, asked.from, asked.name, asked, ""));
    for (const item of outbox.all()) {
      const state = item.refused === undefined ? "queued" : "failed";
      const row = this.row(`c${item.clientId}`, "me", "", item, this.config.words[state]!, state, item.refused);
      if (state === "failed") this.offer(row[0], item.clientId);
      wanted.push(row);
    }
    this.place(wanted);
    for (const row of this.rows.values()) row.choices?.enable(row.element === wanted.at(-1)?.[1]);
    // What was there before is not news; what comes from now on is read out.
    if (conversation.greeted) this.list.setAttribute("aria-live", "polite");

    this.first = conversation.messages[0]?.seq ?? 0;
    if (atEnd) this.element.scrollTop = this.element.scrollHeight;
    // Older messages came in above: what is looked at stays where it is.
    else if (this.first < firstBefore) this.element.scrollTop = this.element.scrollHeight - fromEnd;
  }

  private first = 0;

  toEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  private row(key: string, from: ChatMessage["from"], name: string, said: Said, meta: string, state?: State, why?: string): [string, HTMLElement] {
    let row = this.rows.get(key);
    if (!row) {
      const metaElement = el("p", { class: "meta" });
      const element = el("div", { class: `message ${from}` },
        ...(from === "me" ? [el("span", { class: "unseen" }, this.config.words.you!)] : name ? [el("p", { class: "name", dir: "auto" }, name)] : []),
        ...this.body(said), ...(said.files?.length ? [fileRows(said.files, this.session.terms?.pass ?? "")] : []), metaElement);
      const choices = said.choices?.length && this.session.send ? new Choices(said.choices, (label) => this.session.send!(label, [])) : undefined;
      if (choices) element.append(choices.element);
      this.rows.set(key, (row = { element, meta: metaElement, choices }));
    }
    const { words } = this.config;
    const label = state === "failed" ? (why ?? words.failed!) : state && state !== "queued" ? `${meta} · ${words[state]}` : from === "bot" ? `${meta} · ${words.automatic}` : meta;
    setText(row.meta, label);
    if (state) row.element.dataset.state = state;
    if (state !== "failed" && row.actions) {
      row.actions.remove();
      row.actions = undefined;
    }
    return [key, row.element];
  }

  private body({ text, marks }: Said): HTMLElement[] {
    const body = marks?.length ? el("div", { class: "text marked", dir: "auto" }, ...marked(marks)) : marks || !text ? undefined : el("p", { class: "text", dir: "auto" }, ...linked(text));
    return body ? folded(body, text, this.config.words.showAll!) : [];
  }

  private offer(key: string, clientId: string): void {
    const row = this.rows.get(key)!;
    if (row.actions) return;
    const retry = el("button", { type: "button" }, this.config.words.retry!);
    const discard = el("button", { type: "button" }, this.config.words.discard!);
    retry.addEventListener("click", () => this.session.retry(clientId));
    discard.addEventListener("click", () => this.session.discard(clientId));
    row.actions = el("div", { class: "actions" }, retry, discard);
    row.element.append(row.actions);
  }

  private dayRow(day: string): HTMLElement {
    const key = `d${day}`;
    const element = this.rows.get(key)?.element ?? el("p", { class: "day" }, day);
    this.rows.set(key, { element, meta: element });
    return element;
  }

  /** Moves as little as possible: an element in its place is left alone. */
  private place(wanted: [string, HTMLElement][]): void {
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, row] of this.rows) {
      if (keys.has(key)) continue;
      row.element.remove();
      this.rows.delete(key);
    }
    let at = this.greeting.nextElementSibling;
    for (const [, element] of wanted) {
      if (element === at) at = at.nextElementSibling;
      else this.list.insertBefore(element, at);
    }
  }
}

/** The visitor's own message has one element from the outbox to the server and back, known by the id the page made. */
const keyOf = (message: ChatMessage) => (message.from === "me" && message.clientId ? `c${message.clientId}` : `s${message.seq}`);
