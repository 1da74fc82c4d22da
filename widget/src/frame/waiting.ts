import { queueWords } from "./before";
import type { Config } from "./config";
import { el, setHidden, setText } from "./dom";
import type { Session } from "./session";

/** Where the visitor stands while nobody has answered: the place in the queue, or that it is closed and what becomes of what is written. */
export class Waiting {
  readonly element = el("p", { class: "waiting", role: "status", hidden: true });

  constructor(
    private readonly session: Session,
    private readonly config: Config,
  ) {}

  update(): void {
    const text = this.text();
    setText(this.element, text);
    setHidden(this.element, !text);
  }

  private text(): string {
    const { before, conversation, link } = this.session;
    const { words, lang } = this.config;
    if (before.left) return words.left!.replace("{0}", String(before.left.ticket)).replace("{1}", `\u2068${before.left.email}\u2069`);
    // Cut off, nobody knows how the queue stands.
    if (link === "live" && before.queue?.place) return queueWords(before.queue, lang, words);
    const { status } = conversation;
    const waits = status === "open" && conversation.messages.at(-1)?.from === "me";
    return before.closed && before.asks.length === 0 && (waits || status === "none" || status === "closed") ? words.closedChat! : "";
  }
}
