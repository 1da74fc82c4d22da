const ask = new URLSearchParams(location.search), site = ask.get("site"), end = "\x1e", outbox = [], known = new Map(), calls = new Map();
let socket, held = [], delivered, sending, wait, number = 0, attempt = 0;
const call = (target, argument) => new Promise((answer) => {
  calls.set(String(++number), answer);
  socket.send(JSON.stringify({ type: 1, invocationId: String(number), target, arguments: [argument] }) + end);
});
const isStored = ({ clientId }) => [...known.values()].some((message) => message.clientId === clientId);
function take({ messages }) {
  for (const message of messages) delivered = Math.max(delivered ?? 0, known.set(message.seq, message) && message.seq);
  const all = [...[...known.values()].sort((a, b) => a.seq - b.seq), ...outbox.filter((mine) => !isStored(mine))];
  log.replaceChildren(...all.map(({ text, seq, failed }) => Object.assign(document.createElement("li"), { textContent: text, title: failed ?? "", className: seq ? "sent" : failed ? "failed" : "queued" })));
}
async function greet() {
  const hello = await call("Hello", { protocol: 1, site, token: localStorage.getItem(site) ?? undefined, after: delivered });
  if (hello.error) return void (hello.error.code.startsWith("chat.token_") && localStorage.removeItem(site), wait = hello.error.retryAfterMs ?? (hello.error.code === "chat.banned" ? 864e5 : undefined), socket.close());
  localStorage.setItem(site, hello.token);
  if (hello.reset) known.clear();
  [hello, ...held].forEach(take);
  flush([held, attempt, wait] = [undefined, 0, undefined]);
}
async function flush() {
  const next = outbox.find((mine) => !mine.failed && !isStored(mine));
  if (held || sending || !next) return;
  const { error, seq } = await call("Send", { clientId: next.clientId, text: next.text }, sending = true);
  if (seq) known.set(seq, { ...next, seq });
  else if (!error.retry) next.failed = error.message;
  setTimeout(flush, error?.retryAfterMs ?? 0, take({ messages: [] }), sending = false);
}
function received(frame) {
  if (!frame.type) greet();
  else if (frame.type === 3) calls.get(frame.invocationId)?.(frame.result ?? { error: { code: "", message: frame.error } });
  else if (frame.target === "messages") held ? held.push(frame.arguments[0]) : take(frame.arguments[0]);
  else if (frame.target === "bye") socket.close(1000, wait = frame.arguments[0].retryAfterMs);
}
(function connect() {
  socket = new WebSocket(`${ask.get("console").replace(/^http/, "ws")}/hubs/chat`);
  socket.onopen = () => socket.send(`{"protocol":"json","version":1}${end}`);
  socket.onmessage = ({ data }) => data.split(end).filter(Boolean).forEach((text) => received(JSON.parse(text)));
  socket.onclose = () => setTimeout(connect, wait ?? Math.min(30_000, 500 * 2 ** attempt++) * (0.5 + Math.random() / 2), [held, sending] = [[], false]);
})();
setInterval(() => socket.readyState === 1 && socket.send(`{"type":6}${end}`), 10_000);
form.onsubmit = () => flush(outbox.push({ clientId: `${Date.now()}-${Math.random()}`, text: text.value }), take({ messages: [] }), form.reset()) && false;
