import { icon } from "../icon";
import type { Config } from "./config";
import { el, setHidden, setText } from "./dom";
import type { Session } from "./session";

/** What stands where one would write, while the team has closed the chat to this visitor. What was written stays to be read, and what is unsent goes when it has ended. */
export class Banned {
  readonly element: HTMLElement;
  private readonly words = el("p");
  private readonly end = el("p");

  constructor(
    private readonly session: Session,
    private readonly config: Config,
  ) {
    this.element = el("section", { class: "banned", role: "status", hidden: true }, icon("M12 3a9 9 0 1 0 .01 0M8 9v6M16 9v6"), this.words, this.end);
  }

  update(): void {
    const { refusal, conversation } = this.session;
    const banned = refusal?.code === "chat.banned" ? refusal : undefined;
    setHidden(this.element, !banned);
    document.body.classList.toggle("is-banned", banned !== undefined);
    document.body.classList.toggle("is-empty", conversation.messages.length === 0);
    setText(this.words, banned?.message ?? "");
    setText(this.end, banned?.until ? this.config.words.bannedUntil!.replace("{0}", new Date(banned.until).toLocaleString(this.config.lang, { dateStyle: "long", timeStyle: "short" })) : "");
  }
}
