import { icon } from "../icon";
import type { Config } from "./config";
import { Conversation } from "./conversation";
import { el, setHidden, setText } from "./dom";
import { Ending } from "./ending";
import { Log } from "./log";
import type { From, PageReply, Status } from "./protocol";
import type { Session } from "./session";
import type { Store } from "./storage";

interface Item {
  ticketId: number;
  at: string;
  from: From;
  text: string;
  status: Status;
  rate?: number | null;
}

/** What the visitor talked about before: a list, and each conversation to read and, late, to rate. In the place of the talk that goes on. */
export class Past {
  readonly button: HTMLButtonElement;
  readonly element: HTMLElement;
  private readonly title = el("h2", { tabindex: "-1" });
  private readonly body = el("div", { class: "past-body" });
  private open: (() => void) | undefined;

  constructor(
    private readonly session: Session,
    private readonly config: Config,
    private readonly store: Store,
    private readonly talk: HTMLElement,
  ) {
    const { words } = config;
    this.button = el("button", { type: "button", class: "close", hidden: true, "aria-label": words.past!, title: words.past! }, icon("M3 4v5h5M3.5 9A9 9 0 1 1 3 13M12 8v5l3 2"));
    this.button.addEventListener("click", () => (this.element.hidden ? void this.list() : this.close()));
    const back = el("button", { type: "button", class: "close", "aria-label": words.back!, title: words.back! }, icon("M15 5 8 12l7 7"));
    back.addEventListener("click", () => (this.open ? void this.list() : this.close()));
    this.element = el("main", { class: "past", hidden: true }, el("div", { class: "past-head" }, back, this.title), this.body);
  }

  update(): void {
    setHidden(this.button, this.session.before.conversations < 2);
    if (this.button.hidden) this.close();
    this.open?.();
  }

  close(): void {
    if (this.element.hidden) return;
    this.open = undefined;
    this.body.replaceChildren();
    this.swap(false);
    this.button.focus();
  }

  private swap(past: boolean): void {
    setHidden(this.element, !past);
    setHidden(this.talk, past);
  }

  private async list(): Promise<void> {
    this.open = undefined;
    const reply = await this.session.ask<{ conversations: Item[] }>("Conversations");
    const { words, lang } = this.config;
    const day = new Intl.DateTimeFormat(lang, { dateStyle: "medium" });
    this.show(words.past!, reply
      ? el("ul", {}, ...reply.conversations.map((item) => {
          const said = item.from === "me" ? `${words.you}: ${item.text}` : item.text;
          const rate = item.rate ? ` · ${words.rate}` : "";
          const row = el("button", { type: "button" }, el("bdi", {}, said), el("span", {}, `${day.format(new Date(item.at))} · ${words[`past.${item.status}`]}${rate}`));
          row.addEventListener("click", () => void this.read(item));
          return el("li", {}, row);
        }))
      : el("p", { class: "note", role: "alert" }, words.failed!));
  }

  private async read(item: Item): Promise<void> {
    const { ticketId } = item;
    const conversation = new Conversation();
    const fetch = async (before?: number) => {
      const page = await this.session.ask<PageReply>("Conversation", { ticketId, before });
      if (page) conversation.older(page);
      conversation.greeted = true;
    };
    await fetch();
    conversation.status = item.status === "resolved" ? "closed" : item.status;
    conversation.rate = item.rate ?? undefined;
    conversation.seen(this.session.conversation.seenByAgent, conversation.last);
    const view = {
      conversation,
      outbox: { all: () => [] },
      terms: this.session.terms,
      older: async () => {
        await fetch(conversation.messages[0]?.seq);
        this.open?.();
      },
      rate: async (score: number, comment: string) => {
        const wrong = await this.session.rate(score, comment, ticketId, conversation.rate);
        if (wrong === undefined) conversation.rate = undefined;
        return wrong;
      },
      judge: () => Promise.resolve(undefined),
      retry: () => undefined,
      discard: () => undefined,
    };
    const log = new Log(view, this.config);
    log.greet("");
    const ending = new Ending(view, this.config, this.store, () => this.title.focus());
    this.open = () => {
      log.update();
      ending.update();
    };
    this.show(new Intl.DateTimeFormat(this.config.lang, { dateStyle: "long" }).format(new Date(item.at)), log.element, ending.element);
    this.open();
    log.toEnd();
  }

  private show(title: string, ...children: HTMLElement[]): void {
    // Whoever it was of has signed out meanwhile.
    if (this.button.hidden) return;
    setText(this.title, title);
    this.body.replaceChildren(...children);
    this.swap(true);
    this.title.focus();
  }
}
