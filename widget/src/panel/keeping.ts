/** What the page's own storage keeps: that the visitor has written before, and what the frame can't keep where the browser gives it no storage. */
export class Keeping {
  private readonly flag: string;
  private readonly prefix: string;

  constructor(site: string) {
    this.flag = `agentconsole.chat.${site}`;
    this.prefix = `${this.flag}.kept.`;
  }

  /** The badge can wait until the next visit where the page has no storage. */
  remember(): void {
    this.put(this.flag, "1");
  }

  keep(key: string, value: unknown): void {
    this.put(this.prefix + key, value);
  }

  all(): Record<string, string> {
    const values: Record<string, string> = {};
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(this.prefix)) values[key.slice(this.prefix.length)] = localStorage.getItem(key)!;
    } catch {
      // Nothing was kept.
    }
    return values;
  }

  isKey(key: string | null): boolean {
    return key?.startsWith(this.prefix) === true;
  }

  private put(key: string, value: unknown): void {
    try {
      if (typeof value === "string") localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      // Then the frame's memory is all there is.
    }
  }
}
