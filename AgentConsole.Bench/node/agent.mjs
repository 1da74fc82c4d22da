// An agent's tab with one ticket open: a circuit without a browser that answers as the browser's own outbox does (wwwroot/js/outbox.js): each reply has an id made here, and
// is asked for again after a cut until there is an answer.
import { openCircuit } from "./circuit.mjs";
import { chance, pause, within } from "./chance.mjs";

const answerWithin = 15_000;

export class AgentTab {
  acknowledged = [];
  shown = new Set();
  wrongs = [];
  repeats = 0;
  asked = 0;
  over = false;

  /** `told` is called at each acknowledgement, `seen` with the text of each batch. */
  constructor({ console, cookie, ticket, name, count, seed, pace, told, seen }) {
    Object.assign(this, { page: `${console.replace(/\/$/, "")}/ticket/${ticket}`, cookie, ticket, name, pace, told, seen, random: chance(seed, name) });
    this.outbox = Array.from({ length: count }, (_, number) => ({ id: `${seed}-${name}-${number}`, text: `${name} ${number}` }));
  }

  async live() {
    for (let attempt = 0; !this.over; attempt++) {
      let close;
      try {
        close = await within(answerWithin, this.open());
        attempt = 0;
        await this.talk();
      } catch {
        // Cut. What was not answered is asked for again.
      }
      await (close ? within(answerWithin, close()) : this.circuit?.stop())?.catch(() => {});
      if (!this.over) await pause(Math.min(2_000, 100 * 2 ** Math.min(attempt, 5)) * (0.5 + this.random() / 2));
    }
  }

  end() {
    this.over = true;
  }

  async open() {
    [this.ready, this.calls, this.screen] = [true, new Map(), undefined];
    const mine = {};
    this.wire = mine;
    const gone = new Promise((_, reject) => { this.fail = reject; });
    return await Promise.race([gone, openCircuit(this.page, this.cookie, (bytes) => this.look(bytes), () => { if (this.wire === mine) this.lost(); }, {
      onConnection: (connection) => {
        this.circuit = connection;
        connection.off("JS.EndInvokeDotNet");
        connection.on("JS.EndInvokeDotNet", (call, succeeded, result) => {
          const waiting = this.calls.get(call);
          this.calls.delete(call);
          if (succeeded) waiting?.resolve(JSON.parse(result));
          else waiting?.reject(new Error(String(result)));
        });
      },
      answer: (identifier, args) => {
        if (identifier === "import" && args[0].includes("/ticket.js")) return { __jsObjectId: 1 };
        if (identifier !== "attach" || args[1]?.__dotNetObject === undefined) return null;
        this.screen = args[1].__dotNetObject;
        return { __jsObjectId: 2 };
      },
    })]);
  }

  lost() {
    this.ready = false;
    this.fail?.(new Error("the wire is gone"));
    for (const waiting of this.calls?.values() ?? []) waiting.reject(new Error("the wire is gone"));
  }

  async talk() {
    while (this.ready && !this.over) {
      const next = this.outbox[0];
      await pause(next ? this.random() * this.pace : 25);
      if (!next || !this.ready || this.screen === undefined) continue;
      const tries = [this.send(next)];
      if (this.random() < 0.1) {
        this.repeats++;
        tries.push(this.send(next));
      }
      const seqs = await within(answerWithin, Promise.all(tries));
      // Not stored: the ticket changed while it was written, and the agent sends it all the same.
      next.anyway = true;
      const stored = seqs.filter((seq) => seq > 0);
      if (stored.length === 0) continue;
      if (new Set(stored).size > 1) this.wrongs.push(`${next.text} was stored as ${stored.join(" and ")}`);
      this.acknowledged.push([stored[0], next.text]);
      this.outbox.shift();
      this.told();
    }
  }

  send({ id, text, anyway }) {
    const call = String(++this.asked);
    const answer = new Promise((resolve, reject) => this.calls.set(call, { resolve, reject }));
    this.circuit.send("BeginInvokeDotNetFromJS", call, null, "SendWritten", this.screen, JSON.stringify([id, text, false, null, "Open", anyway === true])).catch(() => this.lost());
    return answer;
  }

  /** Which texts of visitors the screen was given, by the batches that draw it; or whoever looks for others is told. */
  look(bytes) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    if (this.seen) return this.seen(text);
    for (const [words] of text.matchAll(/v\d+ (?:\d+|end)/g)) this.shown.add(words);
  }
}
