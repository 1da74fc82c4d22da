import { type About, Before } from "./before";
import type { Config } from "./config";
import { Conversation } from "./conversation";
import { Identity } from "./identity";
import { Invited } from "./invited";
import { Link, type LinkState } from "./link";
import { Nap } from "./nap";
import { Outbox, type Unsent } from "./outbox";
import { type ChatError, type ChatMessage, failed, type FileTerms, type HelloReply, type HelloRequest, type PageReply, protocolVersion, type Reply, type SendReply, type SentFile, type Status } from "./protocol";
import { isPerson, leftKey, type Store, visitorKey } from "./storage";

const tokenKey = "token";
/** Without a word from the other side, its typing is over. */
const typingFor = 8_000;

/** One visitor's chat in one tab: greets, sends what is unsent in its order, and keeps the conversation as the server has it. */
export class Session {
  readonly conversation = new Conversation();
  readonly outbox: Outbox;
  readonly before = new Before();
  readonly invitation: Invited;
  link: LinkState = "connecting";
  /** Set where the server refuses this page for good. */
  refusal: ChatError | undefined;
  /** Set where the last try to send was put off: shown, and tried again. */
  delayed: ChatError | undefined;
  typingName: string | undefined;
  agentsOnline: boolean | undefined;
  page: string | undefined;
  title: string | undefined;
  /** What the page says the visitor chose; for the desk's rules. */
  declared: string | undefined;
  /** Told when the server has said whether it believes who this is, and when somebody has signed out. */
  identified: ((detail: { ok: boolean; code: string }) => void) | undefined;
  forgotten: (() => void) | undefined;
  /** Told when the visitor has rated a resolution. */
  rated: ((score: number) => void) | undefined;
  /** How files are sent and read; known once greeted. */
  terms: FileTerms | undefined;
  /** The site lets agents read what is written before it is sent. */
  typingIsRead = false;
  private readonly wire: Link;
  private sending = false;
  private greetAgain = false;
  /** Somebody has signed out, and the server hears it with the next greeting: what comes until then is theirs. */
  private left = false;
  private readonly identity: Identity;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private lastSeenSent = 0;

  constructor(
    private readonly config: Config,
    private readonly store: Store,
    private readonly changed: () => void,
    private readonly becameVisitor: () => void,
  ) {
    this.invitation = new Invited(store);
    this.outbox = new Outbox(store);
    this.identity = new Identity(() => store.get(visitorKey));
    this.wire = new Link("/hubs/chat", {
      opened: () => this.greetAlone(),
      state: (state) => {
        this.link = state;
        if (state !== "live") this.showTyping(undefined);
        this.changed();
        if (state === "live") void this.flush();
      },
      received: (name, body) => this.received(name, body),
    });
    store.onOtherTab((key) => {
      if (this.outbox.isKey(key)) this.changed();
      // The other tab became somebody else: so does this one.
      if ((key !== visitorKey && key !== leftKey) || store.get(visitorKey) === this.visitor) return;
      if (isPerson(this.visitor)) this.leave();
      this.wire.restart();
    });
    // What a closed tab left behind, and what a failed try put off.
    setInterval(() => void this.flush(), 15_000);
    const nap = new Nap();
    setInterval(() => nap.over() && this.wire.restart(), 5_000);
  }

  private visitor: string | undefined;

  /** What the page's server has signed of who this is; null signs out. */
  identify(proof: unknown): void {
    const leaves = this.identity.take(proof);
    if (!leaves && proof === null) return;
    if (leaves) {
      // The next one at this device finds nothing of theirs.
      for (const key of this.store.keys("")) this.store.remove(key);
      // Other tabs see in a storage of their own what was taken away; where the page keeps it for them, they have to be told.
      if (this.store.isForbidden) this.store.set(leftKey, String(Math.random()));
      this.leave();
    }
    this.changed();
    // What is on its way is stored for whom it was written; what follows is sent anew.
    if (this.sending) this.greetAgain = true;
    else this.wire.restart();
  }

  /** Nothing of theirs is on the screen any more, whether or not the server can be reached. */
  private leave(): void {
    this.left = true;
    this.terms = undefined;
    this.conversation.clear();
    this.before.forget();
    this.invitation.forget();
    this.showTyping(undefined);
    this.forgotten?.();
    this.changed();
  }

  start(): void {
    this.wire.start();
  }

  tryNow(): void {
    this.wire.now();
    void this.flush();
  }

  get token(): string | undefined {
    return this.store.get(tokenKey);
  }

  send(text: string, files: SentFile[], about?: About): void {
    this.before.left = undefined;
    this.outbox.add(text, Date.now(), files, about);
    this.changed();
    void this.flush();
  }

  retry(clientId: string): void {
    this.outbox.retry(clientId);
    this.changed();
    void this.flush();
  }

  discard(clientId: string): void {
    this.outbox.remove(clientId);
    this.changed();
  }

  /** Solved, or not yet. What the server says against it, or undefined. */
  judge(solved: boolean): Promise<string | undefined> {
    return this.say("Judge", solved);
  }

  /** The conversation that goes on, or one of before. */
  async rate(score: number, comment: string, ticketId?: number, resolution = this.conversation.rate): Promise<string | undefined> {
    const wrong = await this.say("Rate", { resolution, score, comment, ticketId });
    // The server's own word comes too; nobody has to wait for it.
    if (wrong === undefined) this.rated?.(score);
    if (wrong === undefined && this.conversation.rate === resolution) this.conversation.rate = undefined;
    this.changed();
    return wrong;
  }

  /** What the server answers; undefined where it can't or won't. */
  async ask<T extends object>(method: string, ...what: unknown[]): Promise<T | undefined> {
    const reply = this.wire.isOpen ? await this.wire.invoke<Reply<T>>(method, ...what).catch(() => undefined) : undefined;
    return reply && !failed(reply) && !this.left ? reply : undefined;
  }

  private async say(method: string, what: unknown): Promise<string | undefined> {
    const reply = this.wire.isOpen ? await this.wire.invoke<Reply<object>>(method, what).catch(() => undefined) : undefined;
    return !reply ? this.config.words.failed! : failed(reply) ? reply.error.message : undefined;
  }

  typing(on: boolean, text = ""): void {
    // Of a long text its end, and no half of a character.
    const said = on && this.typingIsRead ? { on, text: text.slice(-1_000).replace(/^[\udc00-\udfff]/, "") } : on;
    if (this.wire.isOpen) this.wire.invoke("Typing", said).catch(() => undefined);
  }

  /** The visitor looks at the conversation. */
  looked(): void {
    const { last, unread } = this.conversation;
    if (!unread || !this.wire.isOpen || last <= this.lastSeenSent) return;
    this.lastSeenSent = last;
    this.wire.invoke<Reply<object>>("Seen", last).then(
      (reply) => {
        if (failed(reply)) this.lastSeenSent = 0;
        else this.conversation.seen(0, last);
        this.changed();
      },
      () => (this.lastSeenSent = 0),
    );
  }

  async older(): Promise<void> {
    const first = this.conversation.messages[0];
    if (!first || !this.wire.isOpen) return;
    const reply = await this.wire.invoke<Reply<PageReply>>("Before", first.seq).catch(() => undefined);
    if (reply && !failed(reply) && !this.left) this.conversation.older(reply);
    this.changed();
  }

  /** Two tabs that come without a token must not become two visitors: one greets, the other then finds the token. */
  private async greetAlone(): Promise<void> {
    // Where storage is forbidden, locks are too.
    if (this.store.get(tokenKey) || this.store.isForbidden || !navigator.locks) return await this.greet();
    await navigator.locks.request(`agentconsole.chat.${this.config.site}`, () => this.greet());
  }

  private async greet(): Promise<void> {
    const token = this.store.get(tokenKey);
    if (this.store.get(visitorKey) !== this.visitor) this.conversation.clear();
    const { proof, isNews } = this.identity.next();
    this.left = false;
    const request: HelloRequest = { protocol: protocolVersion, site: this.config.site, lang: this.config.lang, token, after: isNews ? undefined : this.conversation.after, page: this.page, title: this.title, identity: proof };
    const reply = await this.wire.invoke<Reply<HelloReply>>("Hello", request);
    if (this.left) throw new Error("not theirs");
    if (failed(reply)) return this.refused(reply.error, token);
    this.refusal = undefined;
    if (proof !== undefined) this.identity.accepted(reply.visitor);
    if (isNews) this.identified?.({ ok: true, code: "" });
    this.visitor = reply.visitor;
    if (reply.token !== token) this.store.set(tokenKey, reply.token);
    if (reply.visitor !== this.store.get(visitorKey)) this.store.set(visitorKey, reply.visitor);
    this.conversation.hello(reply);
    this.lastSeenSent = 0;
    this.agentsOnline = reply.agentsOnline ?? undefined;
    this.terms = reply.files ?? undefined;
    this.typingIsRead = reply.typingIsRead === true;
    this.before.hello(reply);
    this.settle();
    if (reply.conversation.ticketId) this.becameVisitor();
  }

  private refused(error: ChatError, token: string | undefined): never {
    if (error.code.startsWith("chat.identity_")) {
      // Not believed: they stay who they were.
      this.identity.refused();
      this.identified?.({ ok: false, code: error.code });
    } else if (error.code.startsWith("chat.token_")) {
      // Not ours any more: begin as a new visitor, with what is unsent kept.
      // Another tab may have a newer one.
      if (this.store.get(tokenKey) === token) for (const key of [tokenKey, visitorKey]) this.store.remove(key);
      this.visitor = undefined;
      this.conversation.clear();
    } else {
      this.refusal = error;
      if (!error.retry) this.wire.end(error.retryAfterMs);
    }
    this.changed();
    throw new Error(error.code);
  }

  private received(name: string, body: unknown): void {
    if (this.left) return;
    switch (name) {
      case "messages":
        this.conversation.deliver((body as PageReply).messages);
        if ((body as PageReply).messages.some((message) => message.from === "agent")) this.showTyping(undefined);
        this.settle();
        break;
      case "typing":
        this.showTyping((body as { on: boolean; name: string }).on ? (body as { name: string }).name : undefined);
        break;
      case "seen":
        this.conversation.seen((body as { byAgent: number }).byAgent, (body as { byCustomer: number }).byCustomer);
        break;
      case "hours":
      case "queue":
        this.before.received(name, body);
        break;
      case "status":
        this.conversation.status = (body as { status: Status }).status;
        this.conversation.rate = (body as { rate?: number | null }).rate ?? undefined;
        this.agentsOnline = (body as { agentsOnline?: boolean | null }).agentsOnline ?? this.agentsOnline;
        break;
    }
    this.changed();
  }

  private showTyping(name: string | undefined): void {
    clearTimeout(this.typingTimer);
    this.typingName = name;
    if (name !== undefined) this.typingTimer = setTimeout(() => { this.typingName = undefined; this.changed(); }, typingFor);
  }

  /** What the server has is not unsent any more. */
  private settle(): void {
    this.invitation.settle(this.conversation.messages);
    const stored = new Set(this.conversation.messages.map((message) => message.clientId).filter(Boolean));
    for (const item of this.outbox.all()) if (stored.has(item.clientId)) this.outbox.remove(item.clientId);
  }

  /** Sends what is unsent, one after the other so that the order is the visitor's; a repeat is answered as the first was. */
  private async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.retryTimer);
    try {
      for (let item = this.next(); item && this.wire.isOpen && !this.greetAgain; item = this.next()) {
        const reply = await this.wire.invoke<Reply<SendReply>>("Send", { clientId: item.clientId, text: item.text, declared: this.declared, invitation: this.invitation.key, files: item.files?.map((file) => file.key), about: item.about });
        if (this.left) break;
        if (!failed(reply)) {
          this.delayed = undefined;
          this.conversation.acknowledge(mine(item, reply));
          this.outbox.remove(item.clientId);
          this.before.began(item.about, reply.ticketId ?? 0);
          this.invitation.sent();
          this.becameVisitor();
        } else if (reply.error.retry) {
          this.delayed = reply.error;
          this.retryTimer = setTimeout(() => void this.flush(), Math.max(500, reply.error.retryAfterMs ?? 3_000));
          break;
        } else if (reply.error.field && !item.files) {
          // It goes back into the form, whole; where there is none yet, the greeting brings it.
          this.outbox.remove(item.clientId);
          if (this.before.refused(item, reply.error)) this.greetAgain = true;
          this.store.set("draft", this.before.wrong!.text);
        } else {
          this.outbox.refuse(item.clientId, reply.error.message);
        }
        this.changed();
      }
    } catch {
      // Cut off while sending: the greeting after the next connection tells whether it arrived, and it is sent again if not.
      if (this.wire.isOpen) this.wire.restart();
    } finally {
      this.sending = false;
      if (this.greetAgain) {
        this.greetAgain = false;
        this.wire.restart();
      }
      this.changed();
    }
  }

  private next() {
    return this.outbox.all().find((item) => item.refused === undefined);
  }
}

function mine({ text, files }: Unsent, reply: SendReply): ChatMessage {
  return { seq: reply.seq, id: 0, from: "me", name: "", text, files, at: reply.at, clientId: reply.clientId };
}
