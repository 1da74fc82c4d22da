// Menus are <details class="menu">: they close on Escape and when the focus or a click goes elsewhere, and the arrows walk them. Theme buttons set a cookie.
// A menu that reads what it lists when it opens (data-turns) is told what it is now, not that it turned: a browser makes one event of several turns, and a menu
// that counted them would be the wrong way round from then on.
export function startMenus(blazor) {
  blazor.registerCustomEventType('menuturned', { createEventArgs: event => event.detail });
  document.addEventListener('toggle', event => {
    const menu = event.target;
    if (menu.matches?.('details[data-turns]')) menu.dispatchEvent(new CustomEvent('menuturned', { bubbles: true, detail: { open: menu.open } }));
  }, { capture: true });
  const close = except => {
    for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(except)) menu.open = false;
  };
  document.addEventListener('pointerdown', event => close(event.target));
  document.addEventListener('focusin', event => close(event.target));
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const menu = event.target.closest?.('details.menu[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
    // It is used up: the page's own Escape, which goes back, does not hear of it.
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('keydown', event => {
    const menu = event.target.closest?.('details.menu[open]');
    if (!menu || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.target.matches('input, select, textarea')) return;
    const stops = [...menu.querySelectorAll('.menu-list :is(a, button, input)')].filter(stop => !stop.disabled);
    const at = stops.indexOf(document.activeElement);
    const next = event.key === 'ArrowDown' ? at + 1 : (at < 0 ? stops.length : at) - 1;
    stops[(next + stops.length) % stops.length]?.focus();
    event.preventDefault();
  });
  document.addEventListener('click', event => {
    const choice = event.target.closest?.('[data-set-theme]')?.dataset.setTheme;
    if (choice === undefined) return;
    const secure = location.protocol === 'https:' ? ';secure' : '';
    document.cookie = `theme=${choice};path=/;max-age=${choice ? 31536000 : 0};samesite=lax${secure}`;
    if (choice) document.documentElement.dataset.theme = choice;
    else delete document.documentElement.dataset.theme;
    mark(choice);
  });
  mark(document.documentElement.dataset.theme ?? '');
}

function mark(choice) {
  for (const button of document.querySelectorAll('[data-set-theme]')) {
    button.setAttribute('aria-pressed', String(button.dataset.setTheme === choice));
  }
}
