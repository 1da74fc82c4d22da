// What a person has written but not sent outlives a reload: <textarea data-draft="key"> is kept in this tab's storage.
import { modeOf } from './mode.js';

const prefix = 'draft:', kind = 'draft-mode:';

function store() {
  try { return sessionStorage; } catch { return null; }
}

export function keepDrafts() {
  for (const box of document.querySelectorAll('textarea[data-draft]')) {
    if (!box.value) continue;
    store()?.setItem(prefix + box.dataset.draft, box.value);
    store()?.setItem(kind + box.dataset.draft, modeOf(box));
  }
}

/** Puts kept text back into empty boxes, once, and tells Blazor as typing would. Boxes may come later than the page does. */
export function restoreDrafts() {
  const kept = store();
  if (!kept) return;
  const restore = () => {
    for (const box of document.querySelectorAll('textarea[data-draft]')) {
      const text = kept.getItem(prefix + box.dataset.draft);
      if (!text || box.value) continue;
      kept.removeItem(prefix + box.dataset.draft);
      // What was a note is never a reply afterwards.
      const way = box.closest('[data-mode]')?.querySelector(`[data-mode-of="${kept.getItem(kind + box.dataset.draft)}"]`);
      if (way && !way.checked) way.click();
      kept.removeItem(kind + box.dataset.draft);
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
  restore();
  if (Object.keys(kept).some(key => key.startsWith(prefix))) {
    new MutationObserver(restore).observe(document.body, { childList: true, subtree: true });
  }
}
