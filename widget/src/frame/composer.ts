import type { Config } from "./config";
import { icon } from "../icon";
import { el, setHidden, setText } from "./dom";
import type { Session } from "./session";
import type { Store } from "./storage";
import { Uploads } from "./uploads";

const draftKey = "draft";
const typingEvery = 3_000;
const readEvery = 1_000;

/** Where the visitor writes. The draft outlives the page; what is too long is said, not cut. */
export class Composer {
  readonly element: HTMLElement;
  private readonly box: HTMLTextAreaElement;
  private readonly note: HTMLElement;
  private readonly read: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly uploads: Uploads;
  private lastTyping = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private later: ReturnType<typeof setTimeout> | undefined;

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
    this.read = el("p", { class: "note", hidden: true }, words.typingIsRead!);
    this.uploads = new Uploads(session, config, store, () => this.update());
    const chooser = el("input", { type: "file", multiple: true, hidden: true, tabindex: "-1" });
    const attach = el("button", { type: "button", class: "attach", "aria-label": words.attach!, title: words.attach! }, icon("M8 12.5 14.5 6a3 3 0 0 1 4.2 4.2l-8.4 8.4a5 5 0 0 1-7-7L11 4"));
    const form = el("form", { class: "composer" }, this.uploads.element, this.read, this.note, el("div", { class: "line" }, attach, chooser, this.box, this.button));
    this.element = form;
    attach.addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", () => {
      this.uploads.add([...(chooser.files ?? [])]);
      chooser.value = "";
    });
    this.take("paste", (event) => (event as ClipboardEvent).clipboardData);
    this.take("drop", (event) => (event as DragEvent).dataTransfer);
    // Without this the browser opens what is dropped in the place of the chat.
    document.addEventListener("dragover", (event) => event.preventDefault());
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

  /** Whoever was here has gone: nothing of theirs stays in the box. */
  forget(): void {
    this.box.value = "";
    this.uploads.clear();
    this.update();
  }

  /** What was waiting for the greeting begins. */
  greeted(): void {
    setHidden(this.read, !this.session.typingIsRead);
    this.uploads.begin();
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
    const files = this.uploads.done;
    if ((!text && files.length === 0) || this.tooLong > 0 || this.uploads.busy) return this.update();
    this.session.send(text, files);
    this.box.value = "";
    this.store.remove(draftKey);
    this.uploads.clear();
    clearTimeout(this.idle);
    clearTimeout(this.later);
    this.lastTyping = 0;
    this.update();
    this.sent();
  }

  private update(): void {
    const over = this.tooLong;
    setHidden(this.note, over <= -500);
    setText(this.note, over > 0 ? this.config.words.tooLong!.replace("{0}", String(over)) : over > -500 ? String(-over) : "");
    this.note.classList.toggle("bad", over > 0);
    this.button.disabled = (!this.text && this.uploads.done.length === 0) || over > 0 || this.uploads.busy;
    this.box.style.blockSize = "auto";
    this.box.style.blockSize = `${Math.min(this.box.scrollHeight, 160)}px`;
  }

  /** Files that come with a paste or a drop; text goes its own way. */
  private take(name: "paste" | "drop", read: (event: Event) => DataTransfer | null): void {
    document.addEventListener(name, (event) => {
      const files = [...(read(event)?.files ?? [])];
      // Text goes where it is put.
      if (files.length === 0 && (name === "paste" || event.target === this.box)) return;
      event.preventDefault();
      this.uploads.add(files);
    });
  }

  private tellTyping(): void {
    clearTimeout(this.idle);
    if (!this.text) return this.stopTyping();
    this.idle = setTimeout(() => this.stopTyping(), 5_000);
    clearTimeout(this.later);
    const rest = this.lastTyping + (this.session.typingIsRead ? readEvery : typingEvery) - performance.now();
    if (!this.lastTyping || rest <= 0) this.sayTyping();
    // What is read is read whole: the last key is told too.
    else if (this.session.typingIsRead) this.later = setTimeout(() => this.sayTyping(), rest);
  }

  private sayTyping(): void {
    this.lastTyping = performance.now();
    this.session.typing(true, this.text);
  }

  private stopTyping(): void {
    clearTimeout(this.later);
    if (this.lastTyping) this.session.typing(false);
    this.lastTyping = 0;
  }
}
