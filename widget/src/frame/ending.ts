import type { Config } from "./config";
import { el, setHidden, setText } from "./dom";
import type { Session } from "./session";
import type { Store } from "./storage";

/** Which resolution the visitor doesn't want to rate. */
const skippedKey = "skipped";
const maxComment = 1_000;

/** What is asked where a conversation has ended: whether it is solved, and how satisfied the visitor is. Neither has to be answered. */
export class Ending {
  readonly element: HTMLElement;
  private readonly words = el("p", { class: "ended", role: "status" });
  private readonly agree: HTMLElement;
  private readonly rating: HTMLFormElement;
  private readonly comment: HTMLTextAreaElement;
  private readonly wrong = el("p", { class: "note bad", role: "alert", hidden: true });
  private readonly thanks: HTMLElement;
  private readonly more: HTMLElement;
  private asked: number | undefined;
  private rated: number | undefined;

  constructor(
    private readonly session: Pick<Session, "conversation" | "judge" | "rate">,
    private readonly config: Config,
    private readonly store: Store,
    private readonly write: () => void,
  ) {
    const { words } = config;
    const solved = el("button", { type: "button", "data-solved": "yes" }, words.solved!);
    const notYet = el("button", { type: "button", "data-solved": "no" }, words.notYet!);
    solved.addEventListener("click", () => void this.say(session.judge(true)));
    notYet.addEventListener("click", () => {
      void this.say(session.judge(false));
      write();
    });
    this.agree = el("div", { class: "asks" }, solved, notYet);

    const scores = [1, 2, 3, 4, 5].map((score) => {
      const choice = el("input", { type: "radio", name: "score", value: String(score), "aria-label": words[`rate${score}`]! });
      choice.addEventListener("change", () => this.update());
      return el("label", { class: "score", title: words[`rate${score}`]! }, choice, el("span", { "aria-hidden": "true" }, "\u2605"));
    });
    this.comment = el("textarea", { rows: "2", dir: "auto", maxlength: String(maxComment), placeholder: words.rateComment!, "aria-label": words.rateComment! });
    const send = el("button", { type: "submit" }, words.rateSend!);
    const skip = el("button", { type: "button" }, words.rateSkip!);
    skip.addEventListener("click", () => {
      store.set(skippedKey, String(this.session.conversation.rate));
      this.update();
      write();
    });
    this.more = el("div", { class: "more", hidden: true }, this.comment, send);
    this.rating = el("form", { class: "rating" }, el("fieldset", { class: "scores" }, el("legend", {}, words.rate!), ...scores, skip), this.more);
    this.rating.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.rate();
    });
    this.thanks = el("p", { class: "ended", role: "status", hidden: true }, words.rateThanks!);
    this.element = el("div", { class: "ending", hidden: true }, this.words, this.agree, this.rating, this.wrong, this.thanks);
  }

  private get score(): number {
    return Number(new FormData(this.rating).get("score"));
  }

  update(): void {
    const { status, rate } = this.session.conversation;
    const { words } = this.config;
    const over = status === "resolved" || status === "closed";
    setHidden(this.element, !over);
    setText(this.words, status === "resolved" ? words.resolved! : status === "closed" ? words.closed! : "");
    setHidden(this.agree, status !== "resolved");
    if (rate !== undefined && rate !== this.asked) {
      // Another resolution is asked for afresh.
      this.asked = rate;
      this.rating.reset();
    }
    setHidden(this.rating, rate === undefined || this.store.get(skippedKey) === String(rate));
    setHidden(this.more, this.score === 0);
    setHidden(this.thanks, this.rated === undefined || this.rated !== this.asked || rate !== undefined);
    if (!over) setHidden(this.wrong, true);
  }

  private async rate(): Promise<void> {
    const asked = this.session.conversation.rate;
    if (!this.score || asked === undefined) return;
    if (!(await this.say(this.session.rate(this.score, this.comment.value.trim())))) return;
    this.rated = asked;
    this.update();
    this.write();
  }

  /** True where the server took it; else says why not. */
  private async say(answer: Promise<string | undefined>): Promise<boolean> {
    const wrong = await answer;
    setText(this.wrong, wrong ?? "");
    setHidden(this.wrong, wrong === undefined);
    return wrong === undefined;
  }
}
