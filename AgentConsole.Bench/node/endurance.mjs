// Visitors over three transports and agents on circuits who write to each other whatever happens to their wires, until everything is written and seen.
//   in, one line:  {"hub", "console", "site", "seed", "pace", "visitors": n, "each": n, "cookies": [one for each agent]}
//   out:           {"acknowledged": n} as it goes on; then {"report": {...}} or {"failed": why}
// Visitor i takes the transport i modulo three, agent i modulo agents answers them.
import { createInterface } from "node:readline";
import { AgentTab } from "./agent.mjs";
import { pause } from "./chance.mjs";
import { Visitor } from "./visitor.mjs";

const transports = ["WebSockets", "ServerSentEvents", "LongPolling"];
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);

/** Ends when it holds; fails when it doesn't for too long. */
async function until(what, holds, limit) {
  for (const end = performance.now() + limit; !holds();) {
    if (performance.now() > end) throw new Error(`never: ${what()}`);
    await pause(25);
  }
}

async function run({ hub, console, site, seed, pace, visitors: count, each, cookies, limit }) {
  const tabs = [], lives = [];
  let reported = 0;
  const told = () => {
    const acknowledged = sum([...visitors.map((visitor) => visitor.acknowledged.size), ...tabs.map((tab) => tab.acknowledged.length)]);
    if (acknowledged - reported >= 10 || acknowledged === count * each * 2) say({ acknowledged: (reported = acknowledged) });
  };
  const visitors = Array.from({ length: count }, (_, i) =>
    new Visitor({ hub, site, name: `v${i}`, transport: transports[i % 3], count: each, seed, pace, told }));
  lives.push(...visitors.map((visitor) => visitor.live()));
  for (const [i, visitor] of visitors.entries()) {
    // Each conversation is taken up as soon as it is there.
    lives.push(until(() => `${visitor.name} has a ticket`, () => visitor.ticket, limit).then(() => {
      const tab = new AgentTab({ console, cookie: cookies[i % cookies.length], ticket: visitor.ticket, name: `a${i}`, count: each, seed, pace, told });
      tab.visitor = visitor;
      tabs.push(tab);
      return tab.live();
    }));
  }

  const failing = Promise.all(lives).then(() => new Promise(() => {}));
  const unwritten = () => sum([...visitors, ...tabs].map((one) => one.outbox.length));
  const ending = async () => {
    await until(() => `everything is written; ${unwritten()} are not`, () => tabs.length === count && unwritten() === 0, limit);
    for (const visitor of visitors) visitor.say(`${visitor.name} end`);
    const unseen = () => tabs.filter((tab) => !tab.shown.has(`${tab.visitor.name} end`));
    await until(() => `agents see the end; ${unseen().length} don't`, () => unwritten() === 0 && unseen().length === 0, limit);
    const behind = () => tabs.filter((tab) => tab.acknowledged.some(([seq]) => !tab.visitor.known.has(seq)));
    await until(() => `visitors see every reply; ${behind().length} don't`, () => behind().length === 0, limit);
  };
  await Promise.race([failing, ending()]);
  for (const one of [...visitors, ...tabs]) await one.end();
  return {
    visitors: visitors.map((visitor) => ({
      name: visitor.name, token: visitor.token, ticket: visitor.ticket, sees: [...visitor.known].sort((a, b) => a[0] - b[0]), acknowledged: [...visitor.acknowledged.values()],
    })),
    replies: tabs.flatMap((tab) => tab.acknowledged),
    repeats: sum([...visitors, ...tabs].map((one) => one.repeats)),
    wrongs: [...visitors, ...tabs].flatMap((one) => one.wrongs),
  };
}

const lines = createInterface({ input: process.stdin });
// Whoever started this is gone: so is this.
lines.on("close", () => process.exit(0));
try {
  const wish = await new Promise((resolve) => lines.once("line", resolve));
  say({ report: await run(JSON.parse(wish)) });
} catch (error) {
  say({ failed: String(error?.stack ?? error) });
}
// A pipe takes 64 KB at a time: what was said has gone before this goes.
process.stdout.write("", () => process.exit(0));
