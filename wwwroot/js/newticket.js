// The browser's half of the dialog for a new ticket: the files that its first words come with.
import { takeFiles } from './files.js';

export function attach(root, uploads) {
  const stop = new AbortController();
  takeFiles(root, uploads, (target, event, act) => target.addEventListener(event, act, { signal: stop.signal }), stop.signal);
  return { dispose() { stop.abort(); } };
}
