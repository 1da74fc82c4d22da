import type { Conversation } from "./conversation";

type Detail = Record<string, string | number | boolean>;

/** What the page may listen to. It learns that something was written and by whom, never what: that is the visitor's. */
export class News {
  private readonly told = new Set<number>();
  private begun = false;

  constructor(readonly tell: (name: string, detail: Detail) => void) {}

  /** Tells each message once that came after what was there at first. */
  look(conversation: Conversation): void {
    if (!conversation.greeted) return;
    for (const { seq, from, at } of conversation.messages) {
      if (this.told.has(seq)) continue;
      this.told.add(seq);
      if (this.begun) this.tell("message", { from, at });
    }
    this.begun = true;
  }
}
