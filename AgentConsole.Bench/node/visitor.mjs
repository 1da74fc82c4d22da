// A visitor of the chat with npm's own client, written from docs/chat-protocol.md: an outbox with client ids, resume by sequence, merge by sequence. Whatever happens to
// its wire, it comes back. What must not happen is noted in `wrongs`.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { chance, pause, within } from "./chance.mjs";

const answerWithin = 10_000;

export class Visitor {
  /** What it sees: texts by sequence. */
  known = new Map();
  /** What was answered: sequence and text by client id. */
  acknowledged = new Map();
  wrongs = [];
  repeats = 0;
  ticket;
  over = false;

  /** `transport`: WebSockets, ServerSentEvents or LongPolling. `told` is called at each acknowledgement, and when the ticket's number is known. */
  constructor({ hub, site, name, transport, count, seed, pace, told }) {
    Object.assign(this, { hub, site, name, transport, count, pace, told, random: chance(seed, name) });
    this.outbox = Array.from({ length: count }, (_, number) => ({ clientId: `${seed}-${name}-${number}`, text: `${name} ${number}` }));
  }

  async live() {
    for (let attempt = 0; !this.over; attempt++) {
      try {
        await this.connect();
        attempt = 0;
        await this.talk();
      } catch {
        // Cut. What was not answered is sent again.
      }
      await this.connection?.stop().catch(() => {});
      if (!this.over) await pause(this.comeBackAfter ?? Math.min(2_000, 50 * 2 ** Math.min(attempt, 6)) * (0.5 + this.random() / 2));
      this.comeBackAfter = undefined;
    }
  }

  async end() {
    this.over = true;
    await this.connection?.stop().catch(() => {});
  }

  /** One more message, after all others. */
  say(text) {
    this.outbox.push({ clientId: `${this.name}-${text}`, text });
  }

  async connect() {
    const type = HttpTransportType[this.transport];
    const connection = new HubConnectionBuilder()
      .withUrl(this.hub, { transport: type, skipNegotiation: type === HttpTransportType.WebSockets })
      .configureLogging(LogLevel.None)
      .build();
    this.connection = connection;
    this.open = true;
    let held = [];
    connection.on("messages", (body) => {
      if (this.connection !== connection) return;
      if (held) held.push(body);
      else this.deliver(body.messages);
    });
    connection.on("status", (body) => this.learn(body.ticketId));
    connection.on("seen", () => {});
    connection.on("typing", () => {});
    connection.on("bye", (body) => {
      this.comeBackAfter = body.retryAfterMs;
      connection.stop();
    });
    connection.onclose(() => { if (this.connection === connection) this.open = false; });
    await within(answerWithin, connection.start());
    const hello = await within(answerWithin, connection.invoke("Hello", { protocol: 1, site: this.site, token: this.token, after: this.delivered, lang: "en" }));
    if (hello.error) return this.refused(hello.error);
    this.token = hello.token;
    if (hello.reset) {
      this.known.clear();
      this.delivered = undefined;
    }
    this.deliver(hello.messages);
    this.delivered ??= 0;
    for (let more = hello.reset && hello.more; more;) {
      const page = await within(answerWithin, connection.invoke("Before", Math.min(...this.known.keys())));
      if (page.error) return this.refused(page.error);
      for (const message of page.messages) this.show(message);
      more = page.more;
    }
    for (const body of held) this.deliver(body.messages);
    held = undefined;
    this.learn(hello.conversation.ticketId);
  }

  async talk() {
    while (this.open && !this.over) {
      const next = this.outbox[0];
      // A visitor reads too: then only the wire's end wakes it.
      await pause(next ? this.random() * this.pace : 25);
      if (!next || !this.open) continue;
      const message = { clientId: next.clientId, text: next.text };
      const tries = [this.connection.invoke("Send", message)];
      // An impatient client sends twice.
      if (this.random() < 0.1) {
        this.repeats++;
        tries.push(this.connection.invoke("Send", message));
      }
      const answers = await within(answerWithin, Promise.all(tries));
      const error = answers.find((answer) => answer.error)?.error;
      if (error) this.refused(error);
      for (const answer of answers) this.acknowledge(next, answer.seq);
      if (this.outbox[0] === next) this.outbox.shift();
      this.told();
    }
  }

  acknowledge({ clientId, text }, seq) {
    const [before] = this.acknowledged.get(clientId) ?? [seq];
    if (before !== seq) this.wrongs.push(`${text} was acknowledged as ${before} and as ${seq}`);
    this.acknowledged.set(clientId, [seq, text]);
    this.show({ seq, text });
  }

  /** What a greeting or an event brought: ascending, and nothing new below what was delivered. */
  deliver(messages) {
    for (const message of messages) {
      if (message.seq <= (this.delivered ?? 0) && !this.known.has(message.seq)) this.wrongs.push(`${message.seq} came after ${this.delivered}`);
      this.delivered = Math.max(this.delivered ?? 0, message.seq);
      this.show(message);
      // The answer was lost with the wire, the message was not.
      if (message.clientId && message.clientId === this.outbox[0]?.clientId) {
        this.acknowledge(this.outbox.shift(), message.seq);
        this.told();
      }
    }
  }

  show({ seq, text }) {
    const before = this.known.get(seq) ?? text;
    if (before !== text) this.wrongs.push(`${seq} was '${before}' and is '${text}'`);
    this.known.set(seq, text);
  }

  learn(ticket) {
    if (!ticket || ticket === this.ticket) return;
    this.ticket = ticket;
    this.told();
  }

  refused(error) {
    if (!error.retry) this.wrongs.push(`${error.code}: ${error.message}`);
    this.comeBackAfter = error.retryAfterMs;
    throw new Error(error.code);
  }
}
