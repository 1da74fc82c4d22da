import type { Config } from "./config";
import { el, setHidden, setText } from "./dom";
import type { Session } from "./session";

/** What is wrong, in words, as long as it is wrong. A wire that comes back within a second is not worth a word. */
export class Trouble {
  readonly element: HTMLElement;
  private readonly words: HTMLElement;
  private readonly button: HTMLButtonElement;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private patient = true;

  constructor(
    private readonly session: Session,
    private readonly config: Config,
  ) {
    this.words = el("span");
    this.button = el("button", { type: "button" }, config.words.tryNow!);
    this.button.addEventListener("click", () => session.tryNow());
    this.element = el("div", { class: "trouble", role: "status", hidden: true }, this.words, this.button);
  }

  update(): void {
    const { link } = this.session;
    if (link === "live") {
      clearTimeout(this.patience);
      this.patience = undefined;
      this.patient = true;
    } else {
      this.patience ??= setTimeout(() => {
        this.patient = false;
        this.update();
      }, 1_000);
    }
    const text = this.text();
    setHidden(this.element, text === "");
    setText(this.words, text);
    setHidden(this.button, this.session.refusal?.retry === false || (link === "connecting" && !this.session.delayed));
  }

  private text(): string {
    const { words } = this.config;
    const { link, refusal, delayed, outbox } = this.session;
    if (refusal) return refusal.message;
    if (link === "live") return delayed && outbox.all().some((item) => item.refused === undefined) ? delayed.message : "";
    if (this.patient) return "";
    const unsent = outbox.all().filter((item) => item.refused === undefined).length;
    if (unsent > 0) return words.notSent!.replace("{0}", String(unsent));
    return navigator.onLine === false ? words.offline! : words.connecting!;
  }
}
