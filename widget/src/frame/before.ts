// What a visitor meets before a conversation and while waiting for it, as the protocol tells it.

export interface Hours {
  open: boolean;
  at?: string | null;
  now: string;
  /** In the event: what is asked from now on. */
  entry?: Entry | null;
}

export interface Ask {
  key: string;
  kind: "text" | "email" | "choice" | "number" | "yesno" | "date";
  required: boolean;
  label?: string | null;
  help?: string | null;
  choices?: { value: string; label: string }[] | null;
}

export interface Entry {
  fields: Ask[];
  away?: Ask[] | null;
}

export interface Queue {
  place?: number | null;
  wait?: { from: number; to: number } | null;
}

/** What was answered, as it goes with the first message. */
export interface About {
  name?: string;
  email?: string;
  choice?: string;
  fields: Record<string, string>;
}

type Words = Record<string, string>;

/** What the session knows of it. */
export class Before {
  entry: Entry | undefined;
  queue: Queue | undefined;
  /** How many conversations there have been. */
  conversations = 0;
  /** What was left while nobody was there. */
  left: { ticket: number; email: string } | undefined;
  /** An answer that the server did not take, with all that came with it. */
  wrong: { field: string; message: string; about: About; text: string } | undefined;
  private hours: Hours | undefined;
  /** By how much the visitor's clock is slow, in milliseconds. */
  private skew = 0;

  hello(reply: { hours?: Hours | null; entry?: Entry | null; queue?: Queue | null; conversations?: number | null }): void {
    this.at(reply.hours ?? undefined);
    this.entry = reply.entry ?? undefined;
    this.queue = reply.queue ?? undefined;
    this.conversations = reply.conversations ?? 0;
  }

  received(name: "hours" | "queue", body: unknown): void {
    if (name === "hours") {
      this.at(body as Hours);
      this.entry = (body as Hours).entry ?? undefined;
    } else this.queue = body as Queue;
  }

  /** A message was stored: a conversation goes on, and who writes is known from now on. */
  began(about: About | undefined, ticket: number): void {
    if (about?.email && this.closed && this.entry?.away) this.left = { ticket, email: about.email };
    this.entry = undefined;
  }

  /** An answer was not taken; true where it isn't known here what is asked. What was written stays together. */
  refused({ text, about }: { text: string; about?: About }, { field, message }: { field?: string | null; message: string }): boolean {
    const other = this.wrong;
    this.wrong = { field: field!, message, about: { ...other?.about, ...about, fields: { ...other?.about.fields, ...about?.fields } }, text: other ? `${other.text}\n${text}` : text };
    return this.asks.length === 0;
  }

  forget(): void {
    this.entry = this.queue = this.left = this.wrong = undefined;
    this.conversations = 0;
  }

  get closed(): boolean {
    return this.hours?.open === false;
  }

  /** What is to be answered before the next conversation begins. */
  get asks(): Ask[] {
    return (this.closed && this.entry?.away) || this.entry?.fields || [];
  }

  /** When somebody is back, by the visitor's clock and in their words; empty where it is open. */
  back(lang: string, words: Words): string {
    if (!this.closed) return "";
    return this.hours!.at ? backAt(new Date(this.hours!.at), new Date(Date.now() + this.skew), lang, words) : words.closedNow!;
  }

  private at(hours: Hours | undefined): void {
    this.hours = hours;
    this.skew = hours ? Date.parse(hours.now) - Date.now() : 0;
  }
}

export function backAt(at: Date, now: Date, lang: string, words: Words): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(lang, options).format(at);
  const day = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((day(at) - day(now)) / 86_400_000);
  const time = format({ hour: "numeric", minute: "2-digit" });
  if (days < 2) return words[days < 1 ? "backToday" : "backTomorrow"]!.replace("{0}", time);
  return words.backOn!.replace("{0}", format(days < 7 ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" })).replace("{1}", time);
}

/** The place in the queue and what may be expected, in words; empty where nobody waits. */
export function queueWords({ place, wait }: Queue, lang: string, words: Words): string {
  if (!place) return "";
  const standing = place === 1 ? words.queueNext! : words.queuePlace!.replace("{0}", new Intl.NumberFormat(lang).format(place));
  return wait ? `${standing} ${words.queueWait!.replace("{0}", minutes(wait.from, wait.to, lang))}` : standing;
}

function minutes(from: number, to: number, lang: string): string {
  const format = new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "long" }) as Intl.NumberFormat & { formatRange?(from: number, to: number): string };
  if (from >= to) return format.format(to);
  // Older browsers write no ranges.
  return format.formatRange?.(from, to) ?? `${from}–${format.format(to)}`;
}
