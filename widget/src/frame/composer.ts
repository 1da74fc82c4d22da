import type { Config } from "./config";
import { icon } from "../icon";
import { el, setHidden, setText } from "./dom";
import type { Session } from "./session";
import type { Store } from "./storage";

const draftKey = "draft";
const typingEvery = 3_000;

/** Where the visitor writes. The draft outlives the page; what is too long is said, not cut. */
export class Composer {
  readonly element: HTMLElement;
  private readonly box: HTMLTextAreaElement;
  private readonly note: HTMLElement;
  private readonly button: HTMLButtonElement;
  private lastTyping = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly session: Session,
    private readonly config: Config,
    private readonly store: Store,
    private readonly sent: () => void,
  ) {
    const { words } = config;
    this.box = el("textarea", { id: "compose", rows: "1", dir: "auto", placeholder: words.compose!, "aria-label": words.compose!, "aria-describedby": "compose-note" });
    this.button = el("button", { type: "submit", class: "send", "aria-label": words.send!, title: words.send! }, icon("M4 12 20 4l-4 16-4-7z"));
    this.note = el("p", { id: "compose-note", class: "note", role: "status", hidden: true });
    const form = el("form", { class: "composer" }, this.note, el("div", { class: "line" }, this.box, this.button));
    this.element = form;
    this.box.value = store.get(draftKey) ?? "";

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.box.addEventListener("keydown", (event) => {
      // Enter also ends the choice of a character in an input method.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.box.addEventListener("input", () => {
      store.set(draftKey, this.box.value);
      this.tellTyping();
      this.update();
    });
    this.update();
  }

  /** The draft that was kept elsewhere came in. */
  restore(): void {
    this.box.value ||= this.store.get(draftKey) ?? "";
    this.update();
  }

  focus(): void {
    this.box.focus();
  }

  private get tooLong(): number {
    return this.text.length - this.config.maxText;
  }

  private get text(): string {
    return this.box.value.trim();
  }

  private submit(): void {
    // A NUL can't be typed, but pasted, and no store keeps it.
    const text = this.text.replaceAll("\0", "");
    if (!text || this.tooLong > 0) return this.update();
    this.session.send(text);
    this.box.value = "";
    this.store.remove(draftKey);
    clearTimeout(this.idle);
    this.lastTyping = 0;
    this.update();
    this.sent();
  }

  private update(): void {
    const over = this.tooLong;
    setHidden(this.note, over <= -500);
    setText(this.note, over > 0 ? this.config.words.tooLong!.replace("{0}", String(over)) : over > -500 ? String(-over) : "");
    this.note.classList.toggle("bad", over > 0);
    this.button.disabled = !this.text || over > 0;
    this.box.style.blockSize = "auto";
    this.box.style.blockSize = `${Math.min(this.box.scrollHeight, 160)}px`;
  }

  private tellTyping(): void {
    clearTimeout(this.idle);
    if (!this.text) return this.stopTyping();
    this.idle = setTimeout(() => this.stopTyping(), 5_000);
    if (performance.now() - this.lastTyping < typingEvery && this.lastTyping) return;
    this.lastTyping = performance.now();
    this.session.typing(true);
  }

  private stopTyping(): void {
    if (this.lastTyping) this.session.typing(false);
    this.lastTyping = 0;
  }
}
