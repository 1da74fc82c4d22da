// What just happened: a card in the page, a line on the desktop, and a sound that repeats until what it rings for is taken, each where the person has chosen it.
// The server says what is new (Console/Notices/NoticeTeller.cs); what is seen already, the ticket being in front, is not told again.
const shownFor = 12_000;
const most = 3;
const ringEvery = 5_000;
const store = 'ringing';
const root = document.documentElement;

const openTicket = () => Number(/^\/(?:inbox|ticket)\/(\d+)/.exec(location.pathname)?.[1] ?? 0);
const isInFront = () => document.visibilityState === 'visible' && document.hasFocus();

/** What is to be done for each of some notices. What rings for a while has a card with its answers (Console/Notices/RingCards.razor). Pure. */
export function plan(choice, items, open, inFront, allowed) {
  return items.filter(item => !(inFront && item.ticket === open)).map(item => ({
    item,
    card: choice.page && item.ringsFor == null,
    desktop: choice.desktop && allowed && !inFront,
    ring: choice.sound && item.rings && item.ringsFor !== 0,
  }));
}

export function tell(choice, items) {
  const allowed = 'Notification' in globalThis && Notification.permission === 'granted';
  for (const { item, card, desktop, ring } of plan(choice, items, openTicket(), isInFront(), allowed)) {
    if (card) showCard(item);
    if (desktop) showOnDesktop(item);
    if (ring) ringFor(item.ticket);
    // What has gone on to somebody else is quiet here.
    if (ring && item.ringsFor > 0) setTimeout(() => silence(item.ticket), item.ringsFor);
  }
}

/** Everything was read. */
export function settle() {
  for (const card of [...document.querySelectorAll('#toasts .toast')]) card.remove();
  setRinging([]);
}

function showCard(item) {
  const cards = document.querySelector('#toasts .toasts-cards');
  if (!cards) return;
  cards.querySelector(`[data-ticket="${item.ticket}"]`)?.remove();
  const card = document.createElement('div');
  card.className = 'toast';
  card.dataset.kind = item.kind;
  card.dataset.ticket = item.ticket;
  const link = Object.assign(document.createElement('a'), { href: `/inbox/${item.ticket}`, className: 'toast-link' });
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
  svg.firstChild.setAttribute('href', `/icons.svg#${item.icon}`);
  link.append(svg, Object.assign(document.createElement('strong'), { textContent: item.title }), Object.assign(document.createElement('bdi'), { textContent: `#${item.ticket} ${item.text}` }));
  const word = document.getElementById('toasts').dataset.dismissWord;
  const dismiss = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-quiet', title: word, textContent: '×' });
  dismiss.setAttribute('aria-label', word);
  const leave = () => card.remove();
  dismiss.addEventListener('click', () => { leave(); taken(item.ticket); });
  link.addEventListener('click', () => { leave(); taken(item.ticket); });
  card.append(link, dismiss);
  cards.append(card);
  while (cards.children.length > most) cards.firstElementChild.remove();
  // Whoever reads it, or stands in it, keeps it; otherwise it is in the bell.
  let timer = setTimeout(leave, shownFor);
  for (const type of ['pointerenter', 'focusin']) card.addEventListener(type, () => clearTimeout(timer));
  for (const type of ['pointerleave', 'focusout']) card.addEventListener(type, () => { clearTimeout(timer); timer = setTimeout(leave, shownFor); });
}

function showOnDesktop(item) {
  // A tag for each ticket: of several pages, and of several notices, one is seen.
  const shown = new Notification(item.title, { body: `#${item.ticket} ${item.text}`, tag: `ticket-${item.ticket}`, icon: '/favicon.svg' });
  shown.onclick = () => {
    window.focus();
    const link = Object.assign(document.createElement('a'), { href: `/inbox/${item.ticket}` });
    document.body.append(link);
    link.click();
    link.remove();
    shown.close();
  };
}

// What rings is kept for the window, so that a reload doesn't silence it.
const ringing = () => { try { return JSON.parse(sessionStorage.getItem(store) ?? '[]'); } catch { return []; } };
let clock = 0;
let audio = null;
let others = null;

function setRinging(tickets) {
  sessionStorage.setItem(store, JSON.stringify(tickets));
  if (tickets.length > 0) {
    root.dataset.ringing = '';
    clock ||= setInterval(ringOn, ringEvery);
  } else {
    delete root.dataset.ringing;
    clearInterval(clock);
    clock = 0;
  }
}

function ringFor(ticket) {
  const before = ringing();
  if (before.includes(ticket)) return;
  setRinging([...before, ticket]);
  ringOn();
}

function silence(ticket) {
  const before = ringing();
  if (before.includes(ticket)) setRinging(before.filter(one => one !== ticket));
}

/** Somebody took it here: it is quiet in every page of this browser. */
function taken(ticket) {
  silence(ticket);
  others?.postMessage({ taken: ticket });
}

/** These were answered, here or elsewhere, or ring for others now. */
export function hush(tickets) {
  for (const ticket of tickets) taken(ticket);
}

function ringOn() {
  if (openTicket() && isInFront()) taken(openTicket());
  if (ringing().length === 0) return;
  // Of several pages one is heard.
  if (navigator.locks) navigator.locks.request('ring', { ifAvailable: true }, lock => (lock ? play() : null));
  else play();
}

async function play() {
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') await audio.resume();
    const now = audio.currentTime;
    for (const [at, pitch] of [[0, 660], [0.16, 880]]) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, now + at);
      volume.gain.exponentialRampToValueAtTime(0.12, now + at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, now + at + 0.28);
      tone.connect(volume).connect(audio.destination);
      tone.start(now + at);
      tone.stop(now + at + 0.3);
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  } catch {
    // A browser that has not been touched yet makes no sound; the card is there.
  }
}

/** The desktop is a browser's to allow: asked only by a click. */
function showPermission() {
  const box = document.querySelector('[data-desktop-alerts]');
  if (!box || !('Notification' in globalThis)) return;
  box.hidden = false;
  box.querySelector('[data-allow-alerts]').hidden = Notification.permission !== 'default';
  box.querySelector('[data-alerts-granted]').hidden = Notification.permission !== 'granted';
  box.querySelector('[data-alerts-denied]').hidden = Notification.permission !== 'denied';
}

export function startNotices() {
  showPermission();
  document.addEventListener('click', event => {
    if (event.target.closest?.('[data-allow-alerts]')) Notification.requestPermission().then(showPermission);
    if (event.target.closest?.('[data-accept], [data-pass]')) taken(Number(event.target.closest('[data-ring]')?.dataset.ring));
  });
  others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('notices') : null;
  if (others) others.onmessage = event => silence(event.data.taken);
  globalThis.navigation?.addEventListener('navigatesuccess', () => { if (openTicket()) taken(openTicket()); });
  if (document.querySelector('.shell')) setRinging(ringing().filter(ticket => ticket !== openTicket()));
}
