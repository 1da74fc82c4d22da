import type { Session } from "./session";

/** A conversation as it could be, for the settings; it can be looked at and not used. */
export function preview(session: Session, words: Record<string, string>): void {
  const at = new Date().toISOString();
  session.link = "live";
  session.agentsOnline = true;
  session.conversation.deliver([
    { seq: 1, id: 1, from: "me", name: "", text: words.previewQuestion!, at },
    { seq: 2, id: 2, from: "agent", name: words.previewName!, text: words.previewAnswer!, at },
  ]);
  session.conversation.seen(2, 2);
  document.body.inert = true;
}
