// Starts Blazor and says how sure the page can be of what it shows: data-connection on <html> is
// live, catching-up (trying again), offline (no network, or the server does not answer) or lost (the server forgot this page).
import { startAhead } from './ahead.js';
import { startClock } from './countdown.js';
import { startDialogs } from './dialogs.js';
import { keepDrafts, restoreDrafts } from './drafts.js';
import { mark, quote, startEditor } from './editor.js';
import { startEarly } from './early.js';
import { listKeys, startInbox } from './inbox.js';
import { startKeys } from './keys.js';
import { startLate } from './late.js';
import { startMenus } from './menus.js';
import { startModes } from './mode.js';
import { startNotices } from './notices.js';
import { startPalette } from './palette.js';
import { search, startSearch } from './search.js';
import { select, startSelection } from './select.js';
import { startUnsent } from './unsent.js';

const root = document.documentElement;
const waits = [0, 300, 600, 1000, 1500, 2000, 3000];
let down = false;
let attempt = 0;
let timer = 0;

function say(state) {
  if (root.dataset.connection !== state) root.dataset.connection = state;
}

function reload() {
  keepDrafts();
  location.reload();
}

async function tryAgain() {
  if (!down) return;
  clearTimeout(timer);
  let known;
  try {
    known = await Blazor.reconnect();
  } catch {
    known = null;
  }
  if (!down) return;
  if (known === true) return connectionUp();
  if (known === false) return lost();
  attempt++;
  if (attempt > 3 || !navigator.onLine) say('offline');
  const wait = waits[Math.min(attempt, waits.length - 1)];
  // Spread the returning screens, so that a restarted server does not meet all of them at once.
  timer = setTimeout(tryAgain, wait * (0.75 + Math.random() / 2));
}

function lost() {
  down = false;
  say('lost');
  // Nothing half-written can be lost (drafts are kept), so the page comes back by itself.
  reload();
}

function connectionDown() {
  if (down) return;
  down = true;
  attempt = 0;
  say(navigator.onLine ? 'catching-up' : 'offline');
  tryAgain();
}

function connectionUp() {
  down = false;
  clearTimeout(timer);
  say('live');
}

// The browser knows of a pulled cable before the circuit misses its beats.
addEventListener('offline', () => { if (document.querySelector('.shell')) say('offline'); });
addEventListener('online', () => {
  if (!down) return say('live');
  attempt = 0;
  say('catching-up');
  tryAgain();
});
document.addEventListener('visibilitychange', () => { if (!document.hidden && down) { attempt = 0; tryAgain(); } });
document.addEventListener('click', event => {
  const action = event.target.closest?.('[data-action]')?.dataset.action;
  if (action === 'reload') reload();
  else if (action === 'reconnect') { attempt = 0; say('catching-up'); tryAgain(); }
});

startClock();
startMenus(Blazor);
startModes();
startLate();
startDialogs();
startSearch();
// On a narrow screen the settings' list is a row of which the page's own place may be out of sight.
document.querySelector('.admin-nav-item[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
startInbox(Blazor);
startSelection(Blazor);
startAhead();
startKeys({ ...listKeys, search, select, palette: startPalette(), mark, quote });
startEditor();
startNotices();
startEarly();
startUnsent();
await Blazor.start({
  // No page is patched into another: before the circuit stands a click loads a page whole, and afterwards the circuit's own router has it. Between the two,
  // a patched page would stand under a circuit that was made for the page before.
  ssr: { disableDomPreservation: true },
  circuit: {
    reconnectionHandler: { onConnectionDown: connectionDown, onConnectionUp: connectionUp },
    configureSignalR: builder => builder.withServerTimeout(25000).withKeepAliveInterval(10000),
  },
});
restoreDrafts();
