import type { About } from "./before";
import type { SentFile } from "./protocol";
import type { Store } from "./storage";

/** A message that the server has not acknowledged. Its id is made once, so that sending it again changes nothing. */
export interface Unsent {
  clientId: string;
  text: string;
  files?: SentFile[];
  /** What was answered before the first message. */
  about?: About;
  /** Milliseconds since 1970 by the visitor's clock: the order in which they were written. */
  at: number;
  /** Why the server refused it for good; until the visitor retries it is not sent again. */
  refused?: string;
}

const prefix = "outbox.";

/** The unsent messages, each under its own key, so that two tabs never overwrite each other's. */
export class Outbox {
  constructor(private readonly store: Store) {}

  all(): Unsent[] {
    const items: Unsent[] = [];
    for (const key of this.store.keys(prefix)) {
      try {
        const item = JSON.parse(this.store.get(key) ?? "") as Unsent;
        if (typeof item.clientId === "string" && typeof item.text === "string") items.push(item);
      } catch {
        this.store.remove(key);
      }
    }
    return items.sort((a, b) => a.at - b.at || (a.clientId < b.clientId ? -1 : 1));
  }

  add(text: string, now: number, files: SentFile[] = [], about?: About): Unsent {
    // Two messages written in one millisecond keep their order.
    const last = this.all().at(-1);
    const item: Unsent = { clientId: newId(), text, at: Math.max(now, last ? last.at + 1 : 0), ...(files.length > 0 && { files }), ...(about && { about }) };
    this.put(item);
    return item;
  }

  refuse(clientId: string, why: string): void {
    const item = this.find(clientId);
    if (item) this.put({ ...item, refused: why });
  }

  /** A refused message goes back in line under a new id: the old id was judged. */
  retry(clientId: string): void {
    const item = this.find(clientId);
    if (!item) return;
    this.remove(clientId);
    this.put({ ...item, clientId: newId(), refused: undefined });
  }

  remove(clientId: string): void {
    this.store.remove(prefix + clientId);
  }

  isKey(key: string): boolean {
    return key.startsWith(prefix);
  }

  private find(clientId: string): Unsent | undefined {
    return this.all().find((item) => item.clientId === clientId);
  }

  private put(item: Unsent): void {
    this.store.set(prefix + item.clientId, JSON.stringify(item));
  }
}

function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  // A page without TLS has no randomUUID.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
