export const visitorKey = "visitor";
/** Another value after each sign-out. */
export const leftKey = "left";

/** Somebody whom the site has signed for. */
export const isPerson = (visitor: string | undefined) => visitor?.startsWith("u") === true;

/**
 * The frame's storage. Where the browser gives a frame of another site none (private windows, blocked third-party data), memory, which
 * the embedding page is asked to keep; where that can't either, the chat works, and forgets with the page.
 */
export class Store {
  private readonly memory = new Map<string, string>();
  private readonly area: Storage | undefined;
  private otherTab: ((key: string) => void) | undefined;
  /** Set where somebody else keeps what is written; undefined as a value takes it away. */
  keeper: ((key: string, value: string | undefined) => void) | undefined;

  constructor(private readonly prefix: string) {
    try {
      const area = window.localStorage;
      area.setItem(`${prefix}probe`, "1");
      area.removeItem(`${prefix}probe`);
      this.area = area;
    } catch {
      this.area = undefined;
    }
  }

  get isForbidden(): boolean {
    return this.area === undefined;
  }

  /**
   * Takes in what the keeper has, now or after another tab's change. Takes nothing away: what was just written here may not have
   * reached the keeper, and an unsent message must never be lost; one that was sent meanwhile is sent again, which changes nothing.
   */
  adopt(values: Record<string, string>): void {
    // Unless somebody has signed out in another tab: then nothing of theirs stays in this one.
    if (values[leftKey] !== this.memory.get(leftKey) && isPerson(this.memory.get(visitorKey))) this.memory.clear();
    const changed = Object.keys(values).filter((key) => this.memory.get(key) !== values[key]);
    for (const key of changed) this.memory.set(key, values[key]!);
    for (const key of changed) this.otherTab?.(key);
  }

  get(key: string): string | undefined {
    try {
      return this.memory.get(key) ?? this.area?.getItem(this.prefix + key) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** Kept in memory where the storage is full or forbidden, so that what was written is never lost while the page lives. */
  set(key: string, value: string): void {
    try {
      if (!this.area) throw new Error("no storage");
      this.area.setItem(this.prefix + key, value);
      this.memory.delete(key);
    } catch {
      this.memory.set(key, value);
      this.keeper?.(key, value);
    }
  }

  remove(key: string): void {
    if (this.memory.delete(key)) this.keeper?.(key, undefined);
    try {
      this.area?.removeItem(this.prefix + key);
    } catch {
      // Nothing to take away.
    }
  }

  keys(start: string): string[] {
    const found = new Set([...this.memory.keys()].filter((key) => key.startsWith(start)));
    try {
      for (let i = 0; this.area && i < this.area.length; i++) {
        const key = this.area.key(i);
        if (key?.startsWith(this.prefix + start)) found.add(key.slice(this.prefix.length));
      }
    } catch {
      // Memory is what there is.
    }
    return [...found];
  }

  /** Tells of what another tab of the same visitor wrote. */
  onOtherTab(changed: (key: string) => void): void {
    this.otherTab = changed;
    addEventListener("storage", (event) => {
      if (event.storageArea === this.area && event.key?.startsWith(this.prefix)) changed(event.key.slice(this.prefix.length));
    });
  }
}
