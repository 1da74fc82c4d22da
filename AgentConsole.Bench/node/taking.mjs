// Many agents who press 'Take the next' until there is nothing left, each on a circuit of their own: what a browser would send, without one.
//   in:  {"takers": [{"page", "cookie"}]}    out: {"taken": [tickets each got], "refused": [what each was told last]}
import { createInterface } from "node:readline";
import { openCircuit } from "./circuit.mjs";
import { clicksOf } from "./batch.mjs";

const limit = 240_000;

/** Presses the button again after each answer; ends when the page says that nothing is left. */
function taker({ page, cookie }) {
  return new Promise((resolve, reject) => {
    let button, interop, circuit, close, told = "", presses = 0, waiting = false;
    const press = () => {
      if (!button || interop === undefined || !circuit || waiting) return;
      waiting = true;
      presses++;
      const event = { eventHandlerId: button, eventName: "click", eventFieldInfo: null };
      const mouse = { detail: 1, screenX: 0, screenY: 0, clientX: 0, clientY: 0, offsetX: 0, offsetY: 0, pageX: 0, pageY: 0, movementX: 0, movementY: 0, button: 0, buttons: 0, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, type: "click" };
      circuit.send("BeginInvokeDotNetFromJS", String(presses), null, "DispatchEventAsync", interop, JSON.stringify([event, mouse])).catch(reject);
    };
    setTimeout(() => reject(new Error(`a taker is not done: ${presses} presses, button ${button}, interop ${interop}, ${told}`)), limit).unref();
    openCircuit(page, cookie, (bytes) => {
      const batch = clicksOf(bytes);
      const found = batch.clicks.get("data-take-next");
      if (found) button = found;
      if (batch.text.includes("list-refused")) {
        told = "refused";
        close?.().then(() => resolve(presses), reject);
      }
    }, (reason) => { if (told === "") reject(new Error(reason)); }, {
      onInterop: (id) => { interop = id; press(); },
      onConnection: (connection) => {
        circuit = connection;
        connection.off("JS.EndInvokeDotNet");
        // The press is answered once its handler is done: then the next one.
        connection.on("JS.EndInvokeDotNet", () => { waiting = false; if (told === "") press(); });
      },
    }).then((end) => { close = end; press(); if (told !== "") end().then(() => resolve(presses), reject); }, reject);
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const { takers } = JSON.parse(line);
  try {
    const presses = await Promise.all(takers.map(taker));
    process.stdout.write(`${JSON.stringify({ presses })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ failed: String(error?.stack ?? error) })}\n`);
  }
}
// A pipe takes 64 KB at a time: what was said has gone before this goes.
process.stdout.write("", () => process.exit(0));
