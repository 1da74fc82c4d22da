import type { Entry } from "./before";
import type { Session } from "./session";

/** A conversation as it could be, for the settings; it can be looked at and not used. */
export function preview(session: Session, words: Record<string, string>): void {
  session.link = "live";
  session.agentsOnline = true;
  document.body.inert = true;
  show(session, words);
}

/** What a visitor would meet: the questions, where any are asked, else a talk. */
export function show({ conversation, before }: Session, words: Record<string, string>, entry?: Entry | null): void {
  const at = new Date().toISOString();
  before.entry = entry ?? undefined;
  conversation.clear();
  if (before.asks.length > 0) return;
  conversation.deliver([
    { seq: 1, id: 1, from: "me", name: "", text: words.previewQuestion!, at },
    { seq: 2, id: 2, from: "agent", name: words.previewName!, text: words.previewAnswer!, at },
  ]);
  conversation.seen(2, 2);
}
