// Tells the preview of a site's chat how it would look: at once, and again when the preview says that it is there.
const wishes = new WeakMap();

export function show(frame, json) {
  if (!wishes.has(frame)) {
    addEventListener("message", (event) => {
      if (event.source === frame.contentWindow && event.origin === location.origin && event.data === "agentconsole-preview") post(frame);
    });
  }
  wishes.set(frame, JSON.parse(json));
  post(frame);
}

function post(frame) {
  frame.contentWindow?.postMessage({ agentConsolePreview: wishes.get(frame) }, location.origin);
}
