import { icon } from "../icon";
import type { Config } from "./config";
import { el, setHidden } from "./dom";
import type { Session } from "./session";

/** Takes the conversation along as a text file; there as soon as there is something to take. */
export class Transcript {
  readonly element: HTMLAnchorElement;

  constructor(
    private readonly session: Session,
    private readonly config: Config,
  ) {
    const { transcript } = config.words;
    this.element = el("a", { class: "close", download: "", hidden: true, "aria-label": transcript, title: transcript }, icon("M12 4v11M7 10.5 12 15.5 17 10.5M5 20h14"));
  }

  update(): void {
    const { terms, conversation } = this.session;
    setHidden(this.element, !terms || conversation.messages.length === 0);
    if (!terms) return;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const address = `/widget/transcript?${new URLSearchParams({ pass: terms.pass, lang: this.config.lang, zone: timeZone })}`;
    if (this.element.getAttribute("href") !== address) this.element.href = address;
  }
}
