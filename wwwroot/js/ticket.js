// The browser's half of the ticket's screen: it keeps the conversation at its end, says what was in front of somebody's eyes,
// and carries the editor's text over a cut. Everything it knows of the ticket it reads from the page.

import { takeFiles } from './files.js';
import { takeSends } from './outbox.js';

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;

const near = 48;

export function attach(root, ticket) {
  const stop = new AbortController();
  const on = (target, event, act, options) => target.addEventListener(event, act, { ...options, signal: stop.signal });
  const talk = root.querySelector('[data-talk]');
  const pill = root.querySelector('[data-talk-pill]');
  let atEnd = true;
  let told = 0;
  let below = 0;
  let first = talk.querySelector('[data-seq]');
  let height = talk.scrollHeight;

  const last = () => {
    const all = talk.querySelectorAll('[data-seq]');
    return all.length ? Number(all[all.length - 1].dataset.seq) : 0;
  };
  let known = last();

  const isInSight = () => document.visibilityState === 'visible' && document.hasFocus() && talk.offsetParent !== null;

  // Told once for each change: the server decides whether there was anything to see.
  function tell() {
    const seq = last();
    if (!atEnd || seq <= told || !isInSight()) return;
    told = seq;
    ticket.invokeMethodAsync('Shown', seq).catch(() => { told = 0; });
  }

  function showPill() {
    pill.hidden = atEnd || below === 0;
  }

  function toEnd(smooth) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    talk.scrollTo({ top: talk.scrollHeight, behavior: smooth && !calm ? 'smooth' : 'instant' });
  }

  const onScroll = () => {
    atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < near;
    if (atEnd) below = 0;
    showPill();
    tell();
  };

  const grown = new MutationObserver(() => {
    const firstNow = talk.querySelector('[data-seq]');
    if (first && firstNow !== first && first.isConnected) {
      // Earlier messages came above: what was being read stays where it was.
      talk.scrollTop += talk.scrollHeight - height;
    }
    first = firstNow;
    const seq = last();
    const mine = talk.querySelector('[data-seq]:last-of-type')?.classList.contains('ours');
    if (atEnd || (seq > known && mine)) toEnd(false);
    else if (seq > known) below++;
    known = seq;
    height = talk.scrollHeight;
    showPill();
    tell();
  });
  grown.observe(talk, { childList: true, subtree: true, characterData: true });

  // The editor grows, the window turns: whoever was at the end stays there.
  const sized = new ResizeObserver(() => { if (atEnd) toEnd(false); });
  sized.observe(talk);

  on(talk, 'scroll', onScroll, { passive: true });
  on(pill, 'click', () => toEnd(true));
  on(document, 'visibilitychange', tell);
  on(window, 'focus', tell);

  // The composer may come and go (a ticket is closed and reopened), so its events are caught on the way down.
  on(root, 'input', event => {
    const text = event.target;
    if (!text.matches?.('[data-composer-text]')) return;
    const limit = Number(text.closest('[data-composer]').dataset.limit);
    if (text.value.length <= limit) return;
    // Too long to be worth carrying to the server: it stays here, whole, and its length is told.
    event.stopPropagation();
    ticket.invokeMethodAsync('TooLong', text.value.length).catch(() => {});
  }, { capture: true });

  // The list of ready replies is walked while the caret stays in the text: the list is the server's, where one stands in it the browser's.
  on(root, 'keydown', event => {
    if (event.isComposing || !event.target.matches?.('[data-composer-text]')) return;
    const list = event.target.closest('[data-composer]').querySelector('[data-macros]');
    if (!list) return;
    const options = [...list.querySelectorAll('[role=option]')];
    const at = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
    if (event.key === 'Escape') {
      list.querySelector('[data-macros-close]').click();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0 && !event.ctrlKey && !event.metaKey) {
      options[at].click();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length > 0) {
      const next = (at + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length;
      options.forEach((option, i) => option.setAttribute('aria-selected', String(i === next)));
      event.target.setAttribute('aria-activedescendant', options[next].id);
      options[next].scrollIntoView({ block: 'nearest' });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });

  // A reply that was chosen by the pointer is written on in the text.
  on(root, 'click', event => {
    const composer = event.target.closest?.('[data-macros], .composer-macros')?.closest('[data-composer]');
    composer?.querySelector('[data-composer-text]')?.focus();
  });

  // What was typed while the wire was cut never reached the server, which would send what it knew before, or nothing: so the whole text
  // goes ahead of each sending. Where the server has it already, it changes nothing.
  on(root, 'click', event => {
    const composer = event.target.closest?.('[data-composer-send], [data-retry]')?.closest('[data-composer]');
    composer?.querySelector('[data-composer-text]')?.dispatchEvent(new Event('input', { bubbles: true }));
  }, { capture: true });

  // Where nothing hovers, a tap on a message shows what can be done with it.
  on(talk, 'click', event => {
    if (!matchMedia('(hover: none)').matches || event.target.closest('a, button, summary')) return;
    const tapped = event.target.closest('.msg:not(.out, .held)');
    for (const other of talk.querySelectorAll('.msg[data-tapped]')) if (other !== tapped) delete other.dataset.tapped;
    tapped?.toggleAttribute('data-tapped');
  });

  takeFiles(root, ticket, on, stop.signal);
  takeSends(root, ticket, on, stop.signal, () => toEnd(false));
  toEnd(false);
  onScroll();

  return {
    dispose() {
      stop.abort();
      grown.disconnect();
      sized.disconnect();
    },
  };
}
