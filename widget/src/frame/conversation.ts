import type { ChatMessage, HelloReply, PageReply, Status } from "./protocol";

/** What the visitor sees of the conversation: ordered by sequence, each message once. Pure: no page, no wire. */
export class Conversation {
  private readonly bySeq = new Map<number, ChatMessage>();
  private ordered: ChatMessage[] | undefined;
  /** Everything up to here was delivered; an acknowledgement does not move it, for something older may still be on its way. */
  private delivered = 0;
  status: Status = "none";
  /** The resolution that may be rated. */
  rate: number | undefined;
  seenByAgent = 0;
  seenByCustomer = 0;
  more = false;
  greeted = false;

  /** What to resume from; undefined asks for a fresh start. */
  get after(): number | undefined {
    return this.greeted ? this.delivered : undefined;
  }

  get last(): number {
    return this.messages.at(-1)?.seq ?? 0;
  }

  get messages(): readonly ChatMessage[] {
    return (this.ordered ??= [...this.bySeq.values()].sort((a, b) => a.seq - b.seq));
  }

  get unread(): number {
    return this.messages.reduce((count, message) => count + (message.from !== "me" && message.seq > this.seenByCustomer ? 1 : 0), 0);
  }

  hello(reply: HelloReply): void {
    if (reply.reset || !this.greeted) {
      this.clear();
      this.more = reply.more;
    }
    this.greeted = true;
    this.deliver(reply.messages);
    this.status = reply.conversation.status;
    this.rate = reply.conversation.rate ?? undefined;
    this.seen(reply.seenByAgent, reply.seenByCustomer);
  }

  deliver(messages: readonly ChatMessage[]): void {
    this.keep(messages);
    for (const message of messages) this.delivered = Math.max(this.delivered, message.seq);
  }

  /** The server stored what this page sent. */
  acknowledge(message: ChatMessage): void {
    this.keep([message]);
  }

  older(page: PageReply): void {
    this.keep(page.messages);
    this.more = page.more;
  }

  seen(byAgent: number, byCustomer: number): void {
    this.seenByAgent = Math.max(this.seenByAgent, byAgent);
    this.seenByCustomer = Math.max(this.seenByCustomer, byCustomer);
  }

  /** A visitor whose token is not accepted any more begins anew. */
  clear(): void {
    this.bySeq.clear();
    this.ordered = undefined;
    this.delivered = 0;
    this.seenByAgent = 0;
    this.seenByCustomer = 0;
    this.greeted = false;
    this.more = false;
    this.status = "none";
    this.rate = undefined;
  }

  private keep(messages: readonly ChatMessage[]): void {
    for (const message of messages) {
      if (this.bySeq.has(message.seq)) continue;
      this.bySeq.set(message.seq, message);
      // Who answers has seen what was there.
      if (message.from === "me") this.seenByCustomer = Math.max(this.seenByCustomer, message.seq);
      this.ordered = undefined;
    }
  }
}
