// What an agent has sent and the server has not answered for yet. It stands in the conversation from the press on, its words are kept in this browser, and it is asked for
// again with the same id whenever the wire is back, until there is an answer: stored (the message takes its place) or not (the words are in the editor, with the reason).
// The tab it was sent from sends it by itself, over reloads too. Where that tab was closed, the next visit says 'not sent yet' and asks: much may have happened since.

import { after } from './ahead.js';
import { modeOf } from './mode.js';

const prefix = 'sending:';
const html = document.documentElement;

function store() {
  try { return localStorage; } catch { return null; }
}

function tab() {
  try { return sessionStorage; } catch { return null; }
}

// Whoever else works in this browser has an outbox of their own.
const keyOf = entry => `${prefix}${entry.me}:${entry.ticket}`;

export function read(me, ticket) {
  try { return JSON.parse(store()?.getItem(keyOf({ me, ticket }))) ?? null; } catch { return null; }
}

/** The tickets of an agent whose replies have no answer yet. */
export function waiting(me) {
  const mine = `${prefix}${me}:`;
  try { return Object.keys(store() ?? {}).filter(key => key.startsWith(mine)).map(key => key.slice(mine.length)).filter(ticket => read(me, ticket)?.pending).sort((a, b) => a - b); } catch { return []; }
}

const tell = () => dispatchEvent(new Event('outbox'));

function write(entry) {
  try {
    store()?.setItem(keyOf(entry), JSON.stringify(entry));
    if (entry.pending) tab()?.setItem(keyOf(entry), entry.id);
  } catch { /* A full store: it is kept by the page alone. */ }
  tell();
}

function forget(entry) {
  // Another tab may hold other words for the same ticket by now.
  if (read(entry.me, entry.ticket)?.id === entry.id) store()?.removeItem(keyOf(entry));
  tab()?.removeItem(keyOf(entry));
  tell();
}

const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** The id to send with: trying the same again keeps it, so that a send whose answer was lost is not stored twice. Pure but for a new id. */
export const idFor = (tried, words) =>
  tried && tried.text === words.text && tried.note === words.note && tried.files === words.files ? tried.id : newId();

/** Resolves when the page is live again after it was not; at once with wait = false where it is live. */
function live(ended, wait) {
  return new Promise(resolve => {
    if (!wait && html.dataset.connection === 'live') return resolve();
    let away = html.dataset.connection !== 'live';
    const watch = new MutationObserver(() => {
      if (html.dataset.connection !== 'live') away = true;
      else if (away) end();
    });
    const end = () => { watch.disconnect(); resolve(); };
    watch.observe(html, { attributes: true, attributeFilter: ['data-connection'] });
    ended.addEventListener('abort', end, { once: true });
  });
}

/** @param on adds a listener that ends with the screen; @param ended an AbortSignal that fires with it; @param toEnd brings the end of the conversation in sight. */
export function takeSends(root, ticket, on, ended, toEnd) {
  const talk = root.querySelector('[data-talk]');
  const place = root.querySelector('[data-outbox]');
  const me = root.dataset.me;
  const box = () => root.querySelector('[data-composer-text]');
  let current = null;
  let row = null;
  let ahead = '';

  const words = name => place.dataset[name] ?? '';
  const line = (state, text) => Object.assign(document.createElement('span'), { className: `out-${state}`, textContent: text });

  function sign(name, state) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.classList.add('icon', `out-${state}`);
    svg.setAttribute('aria-hidden', 'true');
    svg.append(document.createElementNS(svg.namespaceURI, 'use'));
    svg.firstChild.setAttribute('href', `/icons.svg#${name}`);
    return svg;
  }

  function show(entry, state = 'queued') {
    drop();
    row = document.createElement('article');
    row.className = `msg ${entry.note ? 'note' : 'ours'} out`;
    row.dataset.state = state;
    const body = Object.assign(document.createElement('div'), { className: 'msg-body' });
    body.append(Object.assign(document.createElement('p'), { className: 'msg-text', dir: 'auto', textContent: entry.text }));
    const said = Object.assign(document.createElement('p'), { className: 'msg-queued' });
    said.setAttribute('role', 'status');
    said.append(sign('history', 'clock'), sign('close', 'cross'), line('now', words('sending')), line('later', words('waiting')), line('failed', words('failed')), line('unsent', words('unsentWords')));
    const now = Object.assign(document.createElement('button'), { type: 'button', className: 'btn out-send', textContent: words('sendNow') });
    now.addEventListener('click', () => {
      row.dataset.state = 'queued';
      write(entry);
      deliver(entry);
    });
    said.append(now);
    const back = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-quiet', textContent: words('back') });
    back.addEventListener('click', () => takeBack(entry));
    said.append(back);
    row.append(body, said);
    place.append(row);
    toEnd();
  }

  function drop() {
    row?.remove();
    row = null;
  }

  // The editor holds the words until they are stored; to the eye they are in the conversation already.
  function hold(on) {
    root.toggleAttribute('data-queued', on);
    const area = box();
    if (area) area.readOnly = on;
  }

  function settle(entry, stored) {
    current = null;
    hold(false);
    const area = box();
    const more = ahead;
    ahead = '';
    // A ticket that was closed meanwhile has no editor for them: they stay here.
    entry.pending = !stored && !area;
    if (stored) {
      forget(entry);
      if (area) {
        tab()?.removeItem(`draft:${area.dataset.draft}`);
        // What was written over a cut was the browser's alone: the server has nothing to take away.
        if (area.value === entry.text) area.value = '';
        if (more) put(area, area.value + more);
      }
      return;
    }
    write(entry);
    if (row) row.dataset.state = 'failed';
    if (area && !area.value.includes(entry.text)) {
      // Joined to other words, what is for colleagues alone makes all of it that.
      if (entry.note || !area.value) become(entry);
      put(area, area.value ? `${entry.text}\n\n${area.value}` : entry.text);
    }
    if (area && more) put(area, `${area.value}\n${more}`);
  }

  function put(area, text) {
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }

  // What was a note is a note again in the editor, whatever the editor holds by now.
  function become(entry) {
    const way = root.querySelector(`[data-composer] [data-mode-of=${entry.note ? 'note' : 'reply'}]`);
    if (way && !way.checked) way.click();
  }

  function takeBack(entry) {
    if (current !== entry) return drop();
    settle(entry, false);
    drop();
    box()?.focus();
  }

  async function deliver(entry) {
    current = entry;
    hold(true);
    while (!ended.aborted && current === entry) {
      await live(ended, false);
      if (ended.aborted || current !== entry) return;
      // An invocation that a cut swallows is never answered: the wire's return asks again.
      const asked = Promise.resolve().then(() => ticket.invokeMethodAsync('SendWritten', entry.id, entry.text, entry.note, entry.whisper ?? null, entry.then ?? '', entry.anyway === true)).catch(() => null);
      const seq = await Promise.race([asked, live(ended, true).then(() => null)]);
      if (ended.aborted || current !== entry) return;
      if (typeof seq !== 'number') continue;
      settle(entry, seq >= 0);
      if (seq >= 0) replacedBy(seq);
      return;
    }
  }

  /** The stored message is on its way to the screen: the queued one goes when it is there, so that nothing jumps. */
  function replacedBy(seq) {
    const mine = row;
    if (!mine) return;
    const there = () => seq === 0 || talk.querySelector(`[data-seq="${seq}"]`);
    if (there()) return drop();
    const gone = () => { watch.disconnect(); clearTimeout(limit); if (row === mine) drop(); };
    const watch = new MutationObserver(() => { if (there()) gone(); });
    const limit = setTimeout(gone, 3000);
    watch.observe(talk, { childList: true, subtree: true });
  }

  function press(form, anyway) {
    const area = form.querySelector('[data-composer-text]');
    const text = area?.value ?? '';
    if (current || area.readOnly || text.trim() === '' || text.length > Number(form.dataset.limit) || form.querySelector('.file-chip[data-state=sending]')) return false;
    const files = [...form.querySelectorAll('[data-file-key]')].map(chip => chip.dataset.fileKey).join(' ');
    const written = { text, note: modeOf(form) === 'note', files };
    const entry = { ...written, whisper: form.querySelector('input[data-whisper]')?.checked, id: idFor(read(me, root.dataset.ticket), written), me, ticket: root.dataset.ticket, then: form.querySelector('.composer-then')?.value, anyway, pending: true };
    write(entry);
    show(entry);
    deliver(entry);
    return true;
  }

  const taken = event => { event.preventDefault(); event.stopImmediatePropagation(); };
  // Blazor listens at the document, on the way down: the window comes before it.
  on(window, 'submit', event => {
    const form = event.target;
    if (!root.contains(form) || !form.matches('[data-composer]')) return;
    if (current || press(form, false)) taken(event);
  }, { capture: true });
  on(window, 'click', event => {
    const button = event.target.closest?.('[data-retry], [data-anyway]');
    if (!button || !root.contains(button)) return;
    if (press(button.closest('[data-composer]'), button.matches('[data-anyway]'))) taken(event);
  }, { capture: true });
  // A fast hand writes the next words before the answer to the last ones is here: they are kept, and written as soon as the editor is free.
  // Not over a cut, nor while a question stands: that may take long, and what is written ahead is not seen.
  const isAhead = event => current && row?.dataset.state !== 'unsent' && html.dataset.connection === 'live' && event.target === box();
  on(root, 'keydown', event => {
    if (!isAhead(event) || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')) return;
    const next = event.key === 'Enter' ? `${ahead}\n` : after(ahead, event.key);
    if (next === null) return;
    ahead = next;
    event.preventDefault();
  }, { capture: true });
  on(root, 'paste', event => {
    if (!isAhead(event)) return;
    ahead += event.clipboardData?.getData('text/plain') ?? '';
    event.preventDefault();
  }, { capture: true });
  // What was sent and is had back is written on.
  on(root, 'click', event => { if (event.target.closest?.('[data-undo-send]')) box()?.focus(); });
  // Who writes on has seen that it was not sent.
  on(root, 'input', event => { if (row?.dataset.state === 'failed' && event.isTrusted) drop(); }, { capture: true });
  const landed = new MutationObserver(() => { if (row && current && talk.querySelector(`[data-client="${current.id}"]`)) drop(); });
  landed.observe(talk, { childList: true, subtree: true });
  ended.addEventListener('abort', () => landed.disconnect(), { once: true });

  // Its words wait in the editor too, which holds them until it is said what becomes of them: they can't go out twice.
  async function ask(entry) {
    current = entry;
    hold(true);
    show(entry, 'unsent');
    const stored = await ticket.invokeMethodAsync('WasWritten', entry.id).catch(() => false);
    if (current !== entry || row?.dataset.state !== 'unsent' || !stored) return;
    // Only its answer was lost: asked for once more, it comes as it was.
    row.dataset.state = 'queued';
    deliver(entry);
  }

  // Another tab was asked the same, or is the one that sends it.
  on(window, 'storage', () => {
    if (!current || row?.dataset.state !== 'unsent' || read(me, current.ticket)?.id === current.id) return;
    current = null;
    hold(false);
    drop();
  });

  const left = read(me, root.dataset.ticket);
  if (left?.pending) {
    if (tab()?.getItem(keyOf(left)) === left.id) {
      show(left);
      deliver(left);
    } else ask(left);
  }
  tell();
  ended.addEventListener('abort', () => setTimeout(tell), { once: true });
}
