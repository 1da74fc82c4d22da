// Many listeners in one process, told what to do over standard input and output, a line of JSON each.
//   in:  {"circuits": [{"page", "cookie"}]} or {"hub": url, "groups": [name]}    out: {"ready": n}
//   in:  "report"                                                                out: {"seen": [[token, listener, nanoseconds]], "bytes": n, "ended": [reason]}
// A token is 'tk' and seven digits in what a listener receives; the first time that a listener sees it is what counts, by the machine's monotonic clock.
// The end of standard input closes what is open and ends the process.
import { createInterface } from "node:readline";
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { openCircuit } from "./circuit.mjs";

const seen = [], known = [], ended = [], closing = [];
let bytes = 0;

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

/** Notes which tokens a listener has now seen for the first time. */
function note(listener, data) {
  const now = process.hrtime.bigint();
  bytes += data.byteLength;
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("latin1");
  for (let at = text.indexOf("tk"); at >= 0; at = text.indexOf("tk", at + 2)) {
    const digits = text.slice(at + 2, at + 9);
    if (!/^\d{7}$/.test(digits)) continue;
    const token = Number(digits);
    if (known[listener].has(token)) continue;
    known[listener].add(token);
    seen.push([token, listener, Number(now)]);
  }
}

async function listenToHub(url, group, listener) {
  const connection = new HubConnectionBuilder()
    .withUrl(url, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  connection.on("message", (text) => note(listener, Buffer.from(text)));
  connection.onclose((error) => ended.push(error?.message ?? "the connection closed"));
  await connection.start();
  await connection.invoke("Join", group);
  return () => connection.stop();
}

async function begin(wish) {
  const opening = wish.circuits
    ? wish.circuits.map(({ page, cookie }, i) => () => openCircuit(page, cookie, (data) => note(i, data), (reason) => ended.push(reason)))
    : wish.groups.map((group, i) => () => listenToHub(wish.hub, group, i));
  // A few at a time: the server is to be measured at work, not at opening.
  for (let i = 0; i < opening.length; i += 5) {
    closing.push(...await Promise.all(opening.slice(i, i + 5).map((open, j) => {
      known[i + j] = new Set();
      return open();
    })));
  }
  say({ ready: opening.length });
}

for await (const line of createInterface({ input: process.stdin })) {
  const wish = JSON.parse(line);
  try {
    if (wish === "report") say({ seen, bytes, ended });
    else await begin(wish);
  } catch (error) {
    say({ failed: String(error?.stack ?? error) });
  }
}
await Promise.allSettled(closing.map((close) => close()));
// A pipe takes 64 KB at a time: what was said has gone before this goes.
process.stdout.write("", () => process.exit(0));
