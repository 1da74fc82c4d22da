// Pairs of a visitor and a listener who write to each other at a steady pace, whatever becomes of it; how long each message takes to the other's screen.
//   in:  {"hub", "site", "console", "cookies": [..], "pairs": n} or {"bare": url, "pairs": n}; then {"perSecond", "warmUp", "count"}
//   out: {"ready": n}; then {"in": [ms], "out": [ms], "lost": n}
// 'in' goes from a visitor's send to the batch that draws it on the agent's screen, 'out' from an agent's press to the event on the visitor's page. By turns, half of each.
import { createInterface } from "node:readline";
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { AgentTab } from "./agent.mjs";
import { pause } from "./chance.mjs";

const longestWait = 15_000;
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const sent = new Map(), times = { in: [], out: [] };

/** The first sight of a message by the one it is for: an agent's screen shows the agent's own too. */
const sight = (way) => (token) => {
  const message = sent.get(token);
  if (!message || message.seen || message.way !== way) return;
  message.seen = true;
  if (message.counts) times[message.way].push(performance.now() - message.at);
};

const tokens = (text) => text.match(/tk\d{7}/g) ?? [];

async function hubClient(url) {
  const connection = new HubConnectionBuilder()
    .withUrl(url, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  for (const quiet of ["status", "seen", "typing"]) connection.on(quiet, () => {});
  await connection.start();
  return connection;
}

async function barePair({ bare }, i) {
  const [visitor, agent] = [await hubClient(bare), await hubClient(bare)];
  visitor.on("message", (text) => tokens(text).forEach(sight("out")));
  agent.on("message", (text) => tokens(text).forEach(sight("in")));
  await visitor.invoke("Join", `visitor-${i}`);
  await agent.invoke("Join", `agent-${i}`);
  return { in: (text) => visitor.invoke("Send", `agent-${i}`, text), out: (text) => agent.invoke("Send", `visitor-${i}`, text), close: () => Promise.all([visitor.stop(), agent.stop()]) };
}

async function realPair({ hub, site, console, cookies }, i) {
  const visitor = await hubClient(hub);
  let ticket;
  visitor.on("status", (body) => { ticket = body.ticketId ?? ticket; });
  visitor.on("messages", ({ messages }) => messages.filter((message) => message.from === "agent").forEach((message) => tokens(message.text).forEach(sight("out"))));
  const hello = await visitor.invoke("Hello", { protocol: 1, site, lang: "en" });
  const write = async (text) => {
    const answer = await visitor.invoke("Send", { clientId: crypto.randomUUID(), text });
    if (answer.error) throw new Error(answer.error.code);
  };
  if (hello.error) throw new Error(hello.error.code);
  await write("Hello");
  while (!ticket) await pause(10);
  const tab = new AgentTab({ console, cookie: cookies[i % cookies.length], ticket, name: `talk-${i}`, count: 0, seed: 1, pace: 0, told: () => {}, seen: (text) => tokens(text).forEach(sight("in")) });
  const close = await tab.open();
  while (tab.screen === undefined) await pause(10);
  return {
    in: write,
    out: async (text) => {
      // One at a time on a ticket: what comes too soon is pressed again.
      for (const id = crypto.randomUUID(); await tab.send({ id, text, anyway: true }) < 0;) await pause(5);
    },
    close: async () => { await visitor.stop(); await close(); },
  };
}

async function talk(pairs, { perSecond, warmUp, count }) {
  sent.clear();
  [times.in, times.out] = [[], []];
  const started = performance.now(), sends = [];
  for (let i = 0; i < warmUp + count; i++) {
    const wait = (i * 1000) / perSecond - (performance.now() - started);
    if (wait > 0) await pause(wait);
    const way = i % 2 ? "out" : "in", token = `tk${1_000_000 + i}`;
    sent.set(token, { way, at: performance.now(), counts: i >= warmUp, seen: false });
    sends.push(pairs[(i >> 1) % pairs.length][way](`${token} Hello, my parcel was to come yesterday. Where is it?`));
  }
  await Promise.all(sends);
  const unseen = () => [...sent.values()].filter((message) => message.counts && !message.seen).length;
  for (const end = performance.now() + longestWait; unseen() > 0 && performance.now() < end;) await pause(50);
  return { ...times, lost: unseen() };
}

const pairs = [];
for await (const line of createInterface({ input: process.stdin })) {
  const wish = JSON.parse(line);
  try {
    if (wish.count) {
      say(await talk(pairs, wish));
      continue;
    }
    for (let i = 0; i < wish.pairs; i += 5) {
      pairs.push(...await Promise.all(Array.from({ length: Math.min(5, wish.pairs - i) }, (_, j) => (wish.bare ? barePair : realPair)(wish, i + j))));
    }
    say({ ready: pairs.length });
  } catch (error) {
    say({ failed: String(error?.stack ?? error) });
  }
}
await Promise.allSettled(pairs.map((pair) => pair.close()));
// A pipe takes 64 KB at a time: what was said has gone before this goes.
process.stdout.write("", () => process.exit(0));
