// Agents who answer one ticket each at a steady pace, while the server comes and goes; how long each answer takes once their page stands, and how long the page took.
//   in:  {"console", "pace": ms, "tabs": [{"cookie", "ticket"}]}, then "begin" and "end" by turns
//   out: {"ready": n} when all pages stand; at each end {"acts": [ms], "pages": [ms]} since the beginning
import { createInterface } from "node:readline";
import { AgentTab } from "./agent.mjs";
import { pause, within } from "./chance.mjs";

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const acts = [], pages = [];
let over = false;

async function act(tab, pace, stands) {
  for (let number = 0, away = performance.now(); !over;) {
    let close;
    try {
      close = await within(60_000, tab.open());
      while (tab.screen === undefined && tab.ready) await pause(5);
      pages.push(performance.now() - away);
      stands();
      while (tab.ready && !over) {
        const began = performance.now(), id = crypto.randomUUID();
        while (await tab.send({ id, text: `Answer ${number}`, anyway: true }) < 0) await pause(5);
        acts.push(performance.now() - began);
        number++;
        await pause(pace);
      }
      if (!over) away = performance.now();
    } catch {
      // The server is away: the page is opened again.
      if (close) away = performance.now();
      await pause(100);
    }
    if (over) await close?.().catch(() => {});
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { console: address, pace, tabs } = JSON.parse((await lines.next()).value);
let standing = 0;
const acting = tabs.map(({ cookie, ticket }, i) => {
  const tab = new AgentTab({ console: address, cookie, ticket, name: `act-${i}`, count: 0, seed: 1, pace: 0, told: () => {} });
  let first = true;
  return act(tab, pace, () => {
    if (first && ++standing === tabs.length) say({ ready: standing });
    first = false;
  });
});
for await (const line of lines) {
  if (JSON.parse(line) === "end") say({ acts, pages });
  [acts.length, pages.length] = [0, 0];
}
over = true;
await Promise.race([Promise.allSettled(acting), pause(5_000)]);
// A pipe takes 64 KB at a time: what was said has gone before this goes.
process.stdout.write("", () => process.exit(0));
