// @ts-expect-error Node's own modules have no types here.
import assert from "node:assert/strict";
// @ts-expect-error
import { test } from "node:test";
import { inkOn } from "../src/colour";
import { backoff } from "../src/frame/backoff";
import { backAt, Before, queueWords } from "../src/frame/before";
import { isLong } from "../src/frame/fold";
import { Invited } from "../src/frame/invited";
import { linked } from "../src/frame/links";
import { Conversation } from "../src/frame/conversation";
import { Nap } from "../src/frame/nap";
import { Outbox } from "../src/frame/outbox";
import type { ChatMessage, HelloReply } from "../src/frame/protocol";
import { Store } from "../src/frame/storage";

const message = (seq: number, from: ChatMessage["from"] = "agent", clientId?: string): ChatMessage => ({ seq, id: seq, from, name: "", text: `m${seq}`, at: "2026-11-22T09:00:00.000+00:00", clientId });

const hello = (messages: ChatMessage[], more: Partial<HelloReply> = {}): HelloReply => ({
  token: "t", visitor: "v", conversation: { status: "open" }, messages, reset: true, more: false, seenByAgent: 0, seenByCustomer: 0, agentsOnline: true, ...more,
});

// What the links need of a page: an element that keeps its attributes and its words.
class Element {
  readonly attributes: Record<string, string> = {};
  words: (Element | string)[] = [];
  constructor(readonly tag: string) {}
  setAttribute(name: string, value: string) { this.attributes[name] = value; }
  append(...words: (Element | string)[]) { this.words.push(...words); }
}
// @ts-expect-error There is no page here.
globalThis.document = { createElement: (tag: string) => new Element(tag) };

const parts = (text: string) => (linked(text) as unknown as (Element | string)[]).map((part) => (typeof part === "string" ? part : `<${part.attributes["href"]}|${part.words.join("")}>`));

const seqs = (conversation: Conversation) => conversation.messages.map((each) => each.seq);

test("messages are ordered by sequence and shown once, however they come", () => {
  const conversation = new Conversation();
  conversation.hello(hello([message(3), message(5)]));
  conversation.deliver([message(9), message(7)]);
  conversation.deliver([message(7), message(3)]);
  assert.deepEqual(seqs(conversation), [3, 5, 7, 9]);
});

test("an acknowledgement does not move what is resumed from", () => {
  const conversation = new Conversation();
  conversation.hello(hello([message(3)]));
  conversation.acknowledge(message(8, "me", "c"));
  assert.equal(conversation.after, 3);
  conversation.deliver([message(6)]);
  assert.equal(conversation.after, 6);
  assert.deepEqual(seqs(conversation), [3, 6, 8]);
});

test("a fresh page replaces everything, a resume adds", () => {
  const conversation = new Conversation();
  assert.equal(conversation.after, undefined);
  conversation.hello(hello([message(3)]));
  conversation.hello(hello([message(4)], { reset: false }));
  assert.deepEqual(seqs(conversation), [3, 4]);
  conversation.hello(hello([message(90)], { more: true }));
  assert.deepEqual(seqs(conversation), [90]);
  assert.equal(conversation.more, true);
});

test("unread is what others wrote after the seen mark", () => {
  const conversation = new Conversation();
  conversation.hello(hello([message(1), message(2, "me"), message(3), message(4, "bot")], { seenByCustomer: 1 }));
  assert.equal(conversation.unread, 2);
  conversation.seen(0, 3);
  assert.equal(conversation.unread, 1);
  conversation.deliver([message(5, "me")]);
  assert.equal(conversation.unread, 0);
});

test("the outbox keeps the order of writing, also within a millisecond, and each id", () => {
  const outbox = new Outbox(new Store("test."));
  const written = ["a", "b", "c"].map((text) => outbox.add(text, 1000));
  assert.deepEqual(outbox.all().map((item) => item.text), ["a", "b", "c"]);
  assert.equal(new Set(written.map((item) => item.clientId)).size, 3);
  outbox.remove(written[1]!.clientId);
  assert.deepEqual(outbox.all().map((item) => item.text), ["a", "c"]);
});

test("a refused message waits for the visitor, and is tried again in its place under a new id", () => {
  const outbox = new Outbox(new Store("test."));
  const [first] = ["a", "b"].map((text) => outbox.add(text, 1));
  outbox.refuse(first!.clientId, "why");
  assert.deepEqual(outbox.all().map((item) => item.refused), ["why", undefined]);
  outbox.retry(first!.clientId);
  assert.deepEqual(outbox.all().map((item) => [item.text, item.refused]), [["a", undefined], ["b", undefined]]);
  assert.notEqual(outbox.all()[0]!.clientId, first!.clientId);
});

test("what another tab kept is taken in, and nothing that was written here is lost by it", () => {
  const store = new Store("test.");
  const kept: [string, string | undefined][] = [];
  store.keeper = (key, value) => kept.push([key, value]);
  const changed: string[] = [];
  (globalThis as { addEventListener?: unknown }).addEventListener ??= () => undefined;
  store.onOtherTab((key) => changed.push(key));
  store.set("outbox.1", "mine");
  store.adopt({ token: "theirs" });
  assert.equal(store.get("outbox.1"), "mine");
  assert.equal(store.get("token"), "theirs");
  assert.deepEqual(changed, ["token"]);
  store.remove("outbox.1");
  assert.deepEqual(kept, [["outbox.1", "mine"], ["outbox.1", undefined]]);
});

test("a sign-out in another tab leaves nothing of the person in this one, once, and takes nothing from anybody else", () => {
  const heard: string[] = [];
  const store = new Store("left.");
  store.onOtherTab((key) => heard.push(key));
  const write = (visitor: string, text: string) => (store.set("visitor", visitor), store.set("outbox.1", text));
  write("u1", "a secret");
  store.adopt({ left: "1" });
  assert.deepEqual([store.get("visitor"), store.get("outbox.1"), heard], [undefined, undefined, ["left"]]);
  write("u2", "somebody else's");
  store.adopt({ left: "1" });
  assert.equal(store.get("outbox.1"), "somebody else's");
  write("4f", "without a name");
  store.adopt({ left: "2" });
  assert.equal(store.get("outbox.1"), "without a name");
});

test("waiting doubles, is spread, and ends at half a minute", () => {
  assert.deepEqual([0, 1, 2, 20].map((attempt) => backoff(attempt, () => 1)), [500, 1000, 2000, 30_000]);
  assert.deepEqual([0, 1, 20].map((attempt) => backoff(attempt, () => 0)), [250, 500, 15_000]);
});

test("a machine that slept is noticed once, however its clock stands, and a late timer is no sleep", () => {
  let now = 1_000_000;
  const nap = new Nap(() => now);
  const after = (milliseconds: number) => ((now += milliseconds), nap.over());
  assert.deepEqual([after(5_000), after(61_000), after(3_600_000), after(5_000)], [false, false, true, false]);
  assert.deepEqual([after(-86_400_000), after(5_000)], [true, false]);
});

test("ink can be read on any colour", () => {
  assert.equal(inkOn("#ffffff"), "#000000");
  assert.equal(inkOn("#0f5f8c"), "#ffffff");
  assert.equal(inkOn("#ffd54a"), "#000000");
});

test("addresses of the web and of mail become links, and nothing else does", () => {
  assert.deepEqual(parts("see https://shop.example/a?b=1, or (http://x.example/y)."), ["see ", "<https://shop.example/a?b=1|https://shop.example/a?b=1>", ", or (", "<http://x.example/y|http://x.example/y>", ")."]);
  assert.deepEqual(parts("mailto:ana@shop.example"), ["<mailto:ana@shop.example|mailto:ana@shop.example>"]);
  for (const text of ["javascript:alert(1)", "data:text/html,x", "xhttps://a.example", "https://", "https://bank.example@evil.example/", "ftp://a.example"]) assert.deepEqual(parts(text), [text]);
});

test("a link whose letters look like another host's says whose it is", () => {
  assert.deepEqual(parts("https://\u0430pple.com/ ok"), ["<https://xn--pple-43d.com/|https://\u0430pple.com/>", " (xn--pple-43d.com)", " ok"]);
  assert.deepEqual(parts("HTTPS://Shop.Example/"), ["<https://shop.example/|HTTPS://Shop.Example/>"]);
});

test("the words of links put together are the text", () => {
  const text = "a https://b.example/[c] https://d.example, \u202ehttps://e.example\u202c http://[bad https://f.example";
  assert.equal(parts(text).map((part) => (part.startsWith("<http") ? part.slice(part.indexOf("|") + 1, -1) : part)).join(""), text);
});

test("a message is folded where it is long, by lines or by letters", () => {
  assert.equal(isLong("short"), false);
  assert.equal(isLong("x\n".repeat(12)), false);
  assert.equal(isLong("x\n".repeat(20)), true);
  assert.equal(isLong("x".repeat(2_000)), true);
});

const around = { backToday: "today {0}", backTomorrow: "tomorrow {0}", backOn: "{0}, {1}", closedNow: "closed", queueNext: "next.", queuePlace: "{0}.", queueWait: "about {0}" };
const at = (text: string) => new Date(text);

test("when somebody is back is said by the day as a person would", () => {
  const now = at("2026-03-02T22:00:00");
  const said = (when: string) => backAt(at(when), now, "en-GB", around).replace(/[\u202f\u00a0]/g, " ");
  assert.equal(said("2026-03-02T23:30:00"), "today 23:30");
  assert.equal(said("2026-03-03T08:00:00"), "tomorrow 8:00");
  assert.equal(said("2026-03-05T08:00:00"), "Thursday, 8:00");
  assert.match(said("2026-03-12T08:00:00"), /^Thursday,? 12 March, 8:00$/);
});

test("a clock that is wrong by a day does not move the day on which somebody is back", () => {
  const real = Date.now() + 86_400_000;
  const before = new Before();
  before.hello({ hours: { open: false, at: new Date(real + 60_000).toISOString(), now: new Date(real).toISOString() } });
  const opens = new Date(real + 60_000);
  assert.equal(before.back("en", around), backAt(opens, new Date(real), "en", around));
});

test("a place is said with what may be expected, in the language's own plural, and nothing where nobody waits", () => {
  assert.equal(queueWords({ place: 1 }, "en", around), "next.");
  assert.match(queueWords({ place: 3, wait: { from: 2, to: 5 } }, "en", around), /^3\. about 2\s?–\s?5 minutes$/);
  assert.equal(queueWords({ place: 2, wait: { from: 1, to: 1 } }, "sl", around), "2. about 1 minuta");
  assert.equal(queueWords({}, "en", around), "");
});

test("while it is closed other questions are asked, and none once a conversation has begun", () => {
  const before = new Before();
  const [name, email] = ["name", "email"].map((key) => ({ key, kind: "text" as const, required: true }));
  before.hello({ hours: { open: true, now: new Date().toISOString() }, entry: { fields: [name!], away: [name!, email!] } });
  assert.deepEqual(before.asks.map((ask) => ask.key), ["name"]);
  before.received("hours", { open: false, now: new Date().toISOString(), entry: before.entry });
  assert.deepEqual(before.asks.map((ask) => ask.key), ["name", "email"]);
  before.began({ email: "a@b.c", fields: {} }, 12);
  assert.deepEqual(before.left, { ticket: 12, email: "a@b.c" });
  assert.deepEqual(before.asks, []);
});

test("what was not taken comes back whole, with what was written after it", () => {
  const before = new Before();
  assert.equal(before.refused({ text: "one", about: { name: "M", fields: { 4: "x" } } }, { field: "name", message: "no" }), true);
  before.refused({ text: "two" }, { field: "name", message: "no" });
  assert.deepEqual(before.wrong, { field: "name", message: "no", about: { name: "M", fields: { 4: "x" } }, text: "one\ntwo" });
});

test("what a visitor was asked is shown until it comes back as a message, outlives the page, and goes with the first message alone", () => {
  const store = new Store("asked.");
  const asked = { id: "1", key: "k", from: "agent" as const, name: "Ana", text: "m4" };
  new Invited(store).take(asked);
  const next = new Invited(store);
  assert.deepEqual([next.shown?.text, next.key], ["m4", "k"]);
  next.sent();
  assert.deepEqual([next.shown?.text, next.key], ["m4", undefined]);
  next.settle([message(3), message(5, "me")]);
  assert.equal(next.shown?.text, "m4");
  next.settle([message(4), message(5, "me")]);
  assert.equal(next.shown, undefined);
  new Invited(store).take(asked, Date.now() - 864e5);
  assert.equal(new Invited(store).shown, undefined);
});
