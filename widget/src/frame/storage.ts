/** The page's storage, or memory where the browser forbids it: then the chat works, and forgets with the page. */
export class Store {
  private readonly memory = new Map<string, string>();
  private readonly area: Storage | undefined;

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
    }
  }

  remove(key: string): void {
    this.memory.delete(key);
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
    addEventListener("storage", (event) => {
      if (event.storageArea === this.area && event.key?.startsWith(this.prefix)) changed(event.key.slice(this.prefix.length));
    });
  }
}
