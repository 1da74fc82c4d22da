import type { About, Ask } from "./before";
import type { Config } from "./config";
import { el, setHidden, setText } from "./dom";
import type { Session } from "./session";
import type { Store } from "./storage";

const draftKey = "entry";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What a site asks before a conversation, in the composer's place. What was typed outlives the page, and what was not taken comes back. */
export class EntryForm {
  readonly element: HTMLFormElement;
  private readonly lead = el("p", { class: "lead" });
  private readonly list = el("div", { class: "asks-list" });
  private readonly button: HTMLButtonElement;
  private readonly controls = new Map<string, { control: Control; note: HTMLElement; ask: Ask }>();
  private shown = "";

  constructor(
    private readonly session: Session,
    private readonly config: Config,
    private readonly store: Store,
    private readonly sent: () => void,
  ) {
    this.button = el("button", { type: "submit", class: "send" });
    this.element = el("form", { class: "entry", novalidate: true, hidden: true }, this.lead, this.list, this.button);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.element.addEventListener("input", (event) => {
      this.keep();
      const name = (event.target as Control).name;
      this.say(name, "");
    });
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  focus(): void {
    this.controls.values().next().value?.control.focus();
  }

  /** Nothing of whoever was here stays. */
  forget(): void {
    this.element.reset();
  }

  update(): void {
    const { before, conversation, outbox } = this.session;
    const begins = conversation.status === "none" || conversation.status === "closed";
    // Who was invited is asked no more than what must be.
    const asked = this.session.invitation.shown ? before.asks.filter((ask) => ask.required) : before.asks;
    const asks = begins && outbox.all().length === 0 ? asked : [];
    if (asks.length > 0) this.draw(asks);
    setHidden(this.element, asks.length === 0);
    const { wrong } = before;
    if (!wrong || asks.length === 0) return;
    before.wrong = undefined;
    this.fill({ ...wrong.about.fields, ...(wrong.about as object), text: wrong.text });
    this.keep();
    this.say(wrong.field, wrong.message);
    this.controls.get(wrong.field)?.control.focus();
  }

  private draw(asks: Ask[]): void {
    const { words } = this.config;
    const { closed, entry } = this.session.before;
    const isAway = closed && !!entry?.away;
    setText(this.lead, isAway ? words.entryAway! : words.entryLead!);
    setText(this.button, isAway ? words.entryLeave! : words.entrySend!);
    const shape = JSON.stringify(asks);
    if (shape === this.shown) return;
    this.shown = shape;
    // What was typed stays while the questions change under it.
    const typed = this.values();
    const focused = document.activeElement as Control | null;
    const name = this.element.contains(focused) ? focused!.name : undefined;
    this.controls.clear();
    this.list.replaceChildren(...[...asks, { key: "text", kind: "text", required: true } as Ask].map((ask) => this.row(ask)));
    this.fill({ text: this.store.get("draft") ?? "", ...this.kept(), ...typed });
    if (name !== undefined) (this.controls.get(name)?.control ?? [...this.controls.values()][0]!.control).focus();
  }

  private row(ask: Ask): HTMLElement {
    const { words } = this.config;
    const { key, kind } = ask;
    const attributes = { id: `ask-${key}`, name: key, required: ask.required, "aria-describedby": `note-${key}`, dir: kind === "email" ? "ltr" : "auto" };
    const options = kind === "yesno" ? [{ value: "true", label: words.yes! }, { value: "false", label: words.no! }] : (ask.choices ?? []);
    const control =
      key === "text" ? el("textarea", { ...attributes, rows: "3", maxlength: String(this.config.maxText) })
      : kind === "choice" || kind === "yesno" ? el("select", attributes, el("option", { value: "" }, ""), ...options.map(({ value, label }) => el("option", { value }, label)))
      : el("input", {
          ...attributes, type: kind === "email" || kind === "date" ? kind : "text", inputmode: kind === "number" ? "decimal" : undefined,
          maxlength: key === "name" ? "120" : key === "email" ? "254" : "500", autocomplete: key === "name" || key === "email" ? key : "off",
        });
    const note = el("p", { id: `note-${key}`, class: "note" }, ask.help ?? "");
    const label = ask.label ?? words[`ask.${key}`]!;
    this.controls.set(key, { control, note, ask });
    return el("div", { class: "ask" }, el("label", { for: `ask-${key}`, dir: "auto" }, ask.required ? label : `${label} (${words.askOptional})`), control, note);
  }

  private submit(): void {
    const values = this.values();
    let first: Control | undefined;
    for (const [key, { control, ask }] of this.controls) {
      const value = values[key]!;
      const wrong = !value && ask.required ? this.config.words.askRequired! : ask.kind === "email" && value && !/^\S+@\S+\.\S+$/.test(value) ? this.config.words.askEmailWrong! : "";
      this.say(key, wrong);
      if (wrong) first ??= control;
    }
    if (first) return first.focus();
    const { name, email, choice, text, ...fields } = values;
    const about: About = { name: name || undefined, email: email || undefined, choice: choice || undefined, fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) };
    this.session.send(text!.replaceAll("\0", ""), [], about);
    // The outbox has it now, and gives it back where it is not taken.
    this.store.remove(draftKey);
    this.store.remove("draft");
    this.sent();
  }

  private say(key: string, wrong: string): void {
    const row = this.controls.get(key);
    if (!row) return;
    setText(row.note, wrong || (row.ask.help ?? ""));
    row.note.classList.toggle("bad", !!wrong);
    if (wrong) row.control.setAttribute("aria-invalid", "true");
    else row.control.removeAttribute("aria-invalid");
  }

  private values(): Record<string, string> {
    return Object.fromEntries([...this.controls].map(([key, { control }]) => [key, control.value.trim()]));
  }

  private fill(values: Record<string, unknown>): void {
    for (const [key, { control }] of this.controls) if (typeof values[key] === "string" && values[key]) control.value = values[key];
  }

  private keep(): void {
    this.store.set(draftKey, JSON.stringify(this.values()));
  }

  private kept(): Record<string, string> {
    try {
      return JSON.parse(this.store.get(draftKey) ?? "{}") as Record<string, string>;
    } catch {
      return {};
    }
  }
}
