// Whether a reply or a note is written is what the person chose last and sees, not what the server has heard of it: between a choice and its answer, or over a cut wire,
// a note must not go to a customer because it was sent fast. [data-mode] is the server's word, [data-mode-of] are the choices.
const root = document.documentElement;
const chosen = new WeakMap();

const formOf = element => element?.closest?.('[data-mode]') ?? null;

/** Of what was chosen last, what is seen, and what the server says: in doubt, which a slow wire may bring for a moment, it is a note. Pure. */
export const decide = (last, seen, told) => (last === 'note' || seen === 'note' ? 'note' : last ?? seen ?? told ?? '');

/** 'reply' or 'note'; '' where there is no such choice. */
export function modeOf(element) {
  const form = formOf(element);
  return decide(chosen.get(form), form?.querySelector('[data-mode-of]:checked')?.dataset.modeOf, form?.dataset.mode);
}

export function startModes() {
  document.addEventListener('change', event => {
    const form = formOf(event.target);
    if (form && event.target.matches('[data-mode-of]') && event.target.checked) chosen.set(form, event.target.dataset.modeOf);
  }, { capture: true });
  new MutationObserver(records => {
    // The server has caught up; what it says from here on is news.
    for (const { target } of records) if (target.dataset.mode === chosen.get(target)) chosen.delete(target);
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-mode'] });
  new MutationObserver(() => {
    if (root.dataset.connection !== 'live') return;
    // What was chosen while the wire was cut never reached the server.
    for (const form of document.querySelectorAll('[data-mode]')) {
      const mode = chosen.get(form);
      if (mode === form.dataset.mode) chosen.delete(form);
      else if (mode) form.querySelector(`[data-mode-of=${mode}]`)?.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }).observe(root, { attributes: true, attributeFilter: ['data-connection'] });
}
