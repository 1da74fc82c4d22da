import type { Invitation } from "../look";
import type { ChatMessage } from "./protocol";
import type { Store } from "./storage";

const key = "invitation";
const goodFor = 864e5;

/** What the visitor was asked and said yes to: it is shown as the first message until the server has it as one. */
export class Invited {
  shown: Invitation | undefined;
  /** What goes with the first message, and with no other. */
  key: string | undefined;

  constructor(private readonly store: Store) {
    try {
      const kept = JSON.parse(store.get(key) ?? "null") as (Invitation & { at: number }) | null;
      if (kept && Date.now() - kept.at < goodFor) this.take(kept, kept.at);
    } catch {
      store.remove(key);
    }
  }

  take(invitation: Invitation, at = Date.now()): void {
    this.shown = invitation;
    this.key = invitation.key;
    this.store.set(key, JSON.stringify({ ...invitation, at }));
  }

  /** The first message is stored, and this before it. */
  sent(): void {
    this.key = undefined;
    this.store.remove(key);
  }

  forget(): void {
    this.shown = undefined;
    this.sent();
  }

  /** It came back as a message. */
  settle(messages: readonly ChatMessage[]): void {
    const { shown } = this;
    if (!shown || !messages.some(({ from, text }) => from === shown.from && text === shown.text)) return;
    this.forget();
  }
}
