// A Blazor Server circuit without a browser: it opens a page as a browser would, starts the page's interactive components over a WebSocket,
// acknowledges each render batch, and answers calls into JavaScript with nothing.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { MessagePackHubProtocol } from "@microsoft/signalr-protocol-msgpack";

/** The circuit's hub protocol: MessagePack under Blazor's name. */
class BlazorPack extends MessagePackHubProtocol {
  name = "blazorpack";
}

/** What the server may call besides what is handled below; without a handler the library warns at each call. */
const ignored = [
  "JS.AttachComponent", "JS.EndInvokeDotNet", "JS.EndUpdateRootComponents", "JS.EndLocationChanging", "JS.ReceiveByteArray", "JS.BeginTransmitStream",
  "JS.SavePersistedState",
];

/**
 * Opens a page's circuit; the answer closes it as a browser does that leaves the page (a circuit whose connection only broke is kept for a while).
 * `onBatch` gets the bytes of each render batch; `onEnd` is told when the circuit is no more; `answer` gives what a call into JavaScript answers.
 */
export async function openCircuit(page, cookie, onBatch, onEnd, { onInterop, onConnection, answer = () => null } = {}) {
  const { markers, state } = await fetchPage(page, cookie);
  const origin = new URL("/", page).href;
  const connection = new HubConnectionBuilder()
    .withUrl(`${origin}_blazor`, { transport: HttpTransportType.WebSockets, headers: cookie ? { cookie } : {} })
    .withHubProtocol(new BlazorPack())
    .configureLogging(LogLevel.None)
    .build();
  let firstBatch;
  const rendered = new Promise((resolve) => { firstBatch = resolve; });
  connection.on("JS.RenderBatch", (id, bytes) => {
    connection.send("OnRenderCompleted", id, null).catch(() => {});
    onBatch(bytes);
    firstBatch();
  });
  connection.on("JS.BeginInvokeJS", (call, identifier, args) => {
    // By this object a page's events come back to it.
    if (identifier === "Blazor._internal.attachWebRendererInterop") onInterop?.(JSON.parse(args)[1].__dotNetObject);
    if (call) connection.send("EndInvokeJSFromDotNet", call, true, JSON.stringify([call, true, answer(identifier, JSON.parse(args ?? "[]"))])).catch(() => {});
  });
  connection.on("JS.Error", (error) => onEnd(`the circuit failed: ${error}`));
  for (const name of ignored) connection.on(name, () => {});
  connection.onclose((error) => onEnd(error?.message ?? "the connection closed"));
  onConnection?.(connection);
  await connection.start();
  const circuitId = await connection.invoke("StartCircuit", origin, page, "[]", state);
  if (!circuitId) throw new Error(`${page}: the server started no circuit`);
  const operations = markers.map((marker, index) => ({ type: "add", ssrComponentId: index + 1, marker }));
  await connection.send("UpdateRootComponents", JSON.stringify({ batchId: 1, operations }), state);
  await rendered;
  return async () => {
    const body = new FormData();
    body.append("circuitId", circuitId);
    await fetch(`${origin}_blazor/disconnect`, { method: "POST", body, headers: cookie ? { cookie } : {} });
    await connection.stop();
  };
}

/** The page's interactive components and their state, as its HTML comments say them. */
async function fetchPage(page, cookie) {
  const answer = await fetch(page, { redirect: "manual", headers: { accept: "text/html", ...(cookie ? { cookie } : {}) } });
  if (answer.status !== 200) throw new Error(`${page} answered ${answer.status} ${answer.headers.get("location") ?? ""}`);
  const html = await answer.text();
  const markers = [];
  for (const [, json] of html.matchAll(/<!--Blazor:(.+?)-->/g)) {
    const marker = JSON.parse(json);
    if (marker.type === "server" && marker.descriptor) markers.push(marker);
  }
  if (markers.length === 0) throw new Error(`${page} holds no interactive component`);
  return { markers, state: html.match(/<!--Blazor-Server-Component-State:(.+?)-->/)?.[1] ?? "" };
}
