// Replies that were queued in this browser and have no answer yet, told on every page: the tab they were sent from may be closed.
import { waiting } from './outbox.js';

const most = 5;

function card(place, ticket) {
  const box = Object.assign(document.createElement('article'), { className: 'bulk-job' });
  box.dataset.unsentTicket = ticket;
  const says = Object.assign(document.createElement('p'), { textContent: place.dataset.says });
  const go = Object.assign(document.createElement('a'), { href: `/ticket/${ticket}`, textContent: place.dataset.go.replace('{0}', ticket) });
  box.append(says, go);
  return box;
}

export function startUnsent() {
  const show = () => {
    const place = document.querySelector('[data-unsent]');
    if (!place) return;
    const open = document.querySelector('.ticket[data-ticket]')?.dataset.ticket;
    const tickets = waiting(place.dataset.me).filter(ticket => ticket !== open).slice(0, most);
    if ([...place.children].map(box => box.dataset.unsentTicket).join() === tickets.join()) return;
    place.replaceChildren(...tickets.map(ticket => card(place, ticket)));
    place.hidden = tickets.length === 0;
  };
  addEventListener('storage', show);
  addEventListener('outbox', show);
  // The circuit's first rendering takes the page's place, and what was written into it.
  new MutationObserver(show).observe(document.documentElement, { attributes: true, attributeFilter: ['data-circuit', 'data-connection'] });
  show();
}
