import { HttpTransportType, HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import { backoff } from "./backoff";

/** How long a wire may take to open, in milliseconds. A stream that is let through opens at once; one that a proxy holds back would take for ever. */
const patience = 20_000;
const streamPatience = 8_000;
const tooLate = new Error("no answer in time");

export type LinkState = "connecting" | "live" | "waiting";

export interface Events {
  /** The wire is open; resolves when the greeting was accepted. What it throws closes the wire and tries again. */
  opened(): Promise<void>;
  state(state: LinkState): void;
  received(name: string, body: unknown): void;
}

export const serverEvents = ["messages", "typing", "seen", "status", "hours", "queue"] as const;

/** One connection that comes back by itself, with jitter, at once when the browser is online again or the page is looked at. */
export class Link {
  private connection: HubConnection | undefined;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private comeBackAfter: number | undefined;
  private ended = false;
  /** Something on the way takes a stream of events in and gives nothing out before its end: what is left is to ask again and again. */
  private polls = false;
  /** Ends a stream that has not opened: nothing else does, and each takes one of the few connections that a browser gives a host. */
  private drop: (() => void) | undefined;
  /** The page lies in the browser's back-forward cache, which takes none with an open wire. */
  private asleep = false;
  /** Events that overtake the greeting's answer belong after it. */
  private held: [string, unknown][] | undefined;

  constructor(
    private readonly url: string,
    private readonly events: Events,
  ) {
    addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.now());
    addEventListener("pagehide", () => {
      this.asleep = true;
      void this.connection?.stop();
    });
    addEventListener("pageshow", () => {
      if (!this.asleep) return;
      this.asleep = false;
      this.comeBackAfter = 0;
      // What was still closing when the page fell asleep comes back when it has closed.
      if (!this.connection) this.timer === undefined ? void this.connect() : this.now();
    });
  }

  get isOpen(): boolean {
    return this.connection?.state === HubConnectionState.Connected && this.held === undefined;
  }

  start(): void {
    void this.connect();
  }

  /** Tries at once where it was waiting. */
  now(): void {
    if (this.timer === undefined || this.ended) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.attempt = 0;
    void this.connect();
  }

  /** Drops the wire and greets again, with what is known now. */
  restart(): void {
    this.comeBackAfter = 0;
    if (this.connection) void this.connection.stop();
    else this.now();
  }

  /** No more tries, or none for so many milliseconds: the server said that none will help. */
  end(after?: number | null): void {
    this.ended = true;
    void this.connection?.stop();
    // Browsers' timers count no further than some weeks; the next page asks again anyway.
    if (after == null || after > 86_400_000) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.ended = false;
      void this.connect();
    }, after + backoff(0));
  }

  async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    const connection = this.connection;
    if (!connection) throw new Error("not connected");
    return await within(15_000, connection.invoke<T>(method, ...args));
  }

  private async connect(): Promise<void> {
    this.events.state("connecting");
    // WebSockets alone need no second request and no sticky sessions; where a proxy forbids them, every third try takes what it can get.
    const fallback = this.attempt % 3 === 2;
    const streams = fallback && !this.polls;
    const connection = this.build(fallback);
    this.connection = connection;
    this.held = [];
    try {
      await within(streams ? streamPatience : patience, connection.start());
      await this.events.opened();
      this.attempt = 0;
      const held = this.held;
      this.held = undefined;
      this.events.state("live");
      for (const [name, body] of held) this.events.received(name, body);
    } catch (problem) {
      // Stopping waits for what is still opening, which may never come to an end.
      void connection.stop().catch(() => undefined);
      this.drop?.();
      if (streams && problem === tooLate) {
        this.polls = true;
        this.comeBackAfter ??= 0;
      }
      this.later(connection);
    }
  }

  private build(fallback: boolean): HubConnection {
    const link = this;
    this.drop = undefined;
    class Stream extends EventSource {
      constructor(url: string, options?: EventSourceInit) {
        super(url, options);
        link.drop = () => this.close();
        // The client lets go of one that failed, and the browser would try again for ever.
        this.addEventListener("error", link.drop);
      }
    }
    const connection = new HubConnectionBuilder()
      .withUrl(this.url, fallback
        ? { transport: HttpTransportType.LongPolling | (this.polls ? 0 : HttpTransportType.ServerSentEvents), withCredentials: false, ...{ EventSource: Stream } }
        : { transport: HttpTransportType.WebSockets, skipNegotiation: true, withCredentials: false })
      .configureLogging(LogLevel.None)
      .build();
    connection.keepAliveIntervalInMilliseconds = 10_000;
    connection.serverTimeoutInMilliseconds = 30_000;
    for (const name of serverEvents) {
      connection.on(name, (body: unknown) => {
        if (this.connection !== connection) return;
        if (this.held) this.held.push([name, body]);
        else this.events.received(name, body);
      });
    }
    connection.on("bye", (body: { retryAfterMs?: number }) => {
      this.comeBackAfter = Math.min(120_000, Math.max(0, Number(body?.retryAfterMs) || 0));
      void connection.stop();
    });
    connection.onclose(() => this.later(connection));
    return connection;
  }

  private later(connection: HubConnection): void {
    if (this.connection !== connection) return;
    this.connection = undefined;
    this.held = undefined;
    this.events.state("waiting");
    if (this.ended || this.asleep) return;
    const wait = this.comeBackAfter ?? backoff(this.attempt++);
    this.comeBackAfter = undefined;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.connect();
    }, wait);
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
