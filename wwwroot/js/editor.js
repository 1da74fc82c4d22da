// The editor's tools: Markdown written where the caret is, emoji, and the quotation of a message. Nothing of it is the server's: it sees a text that was typed.
const wraps = { Bold: ['**', '**'], Italic: ['*', '*'], Strike: ['~~', '~~'], Code: ['`', '`'], Link: ['[', '](https://)'] };
const lines = { List: () => '- ', Numbers: at => `${at + 1}. `, QuoteLine: () => '> ' };

/** A text with a mark at its selection, and where the selection is then. Pressed again, a mark that stands around the selection goes. Pure. */
export function marked(text, start, end, mark) {
  if (mark === 'Choice') {
    // Ready answers stand at the end, a line each.
    const written = `${text.trimEnd()}\n[]`.trimStart();
    return { text: written, start: written.length - 1, end: written.length - 1 };
  }
  if (lines[mark]) {
    const from = text.lastIndexOf('\n', start - 1) + 1;
    const piece = text.slice(from, end).split('\n').map((line, at) => lines[mark](at) + line).join('\n');
    return { text: text.slice(0, from) + piece + text.slice(end), start: from + piece.length, end: from + piece.length };
  }
  const chosen = text.slice(start, end);
  if (mark === 'Code' && chosen.includes('\n')) {
    const piece = `\`\`\`\n${chosen}\n\`\`\``;
    return { text: text.slice(0, start) + piece + text.slice(end), start: start + 4, end: start + 4 + chosen.length };
  }
  const [before, after] = wraps[mark];
  if (text.slice(start - before.length, start) === before && text.slice(end, end + after.length) === after && text[start - before.length - 1] !== before[0]) {
    return { text: text.slice(0, start - before.length) + chosen + text.slice(end + after.length), start: start - before.length, end: end - before.length };
  }
  const written = text.slice(0, start) + before + chosen + after + text.slice(end);
  // A link's address is what is written next, where it has its words already.
  if (mark === 'Link' && chosen) return { text: written, start: end + 3, end: end + 3 + 'https://'.length };
  return { text: written, start: start + before.length, end: end + before.length };
}

/** A message as its answer quotes it. Pure. */
export const quoted = (said, text) => `${text.trimEnd()}${text.trim() ? '\n\n' : ''}${said.trim().split('\n').map(line => `> ${line}`.trimEnd()).join('\n')}\n\n`;

const editor = () => document.querySelector('[data-composer-text]');

function put(area, { text, start, end }) {
  area.focus();
  area.value = text;
  area.setSelectionRange(start, end);
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Marks what is chosen in the text that is being written. */
export function mark(name) {
  const area = document.activeElement?.matches?.('[data-composer-text]') ? document.activeElement : editor();
  if (!area || area.readOnly || area.hidden) return false;
  put(area, marked(area.value, area.selectionStart, area.selectionEnd, name));
  return true;
}

function quoteOf(message) {
  const area = editor();
  if (!area || !message) return false;
  const chosen = getSelection();
  const text = message.querySelector('.msg-text');
  // What is chosen of it is quoted, or all of it.
  const said = chosen && !chosen.isCollapsed && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode) ? chosen.toString() : text.innerText;
  const written = quoted(said, area.value);
  put(area, { text: written, start: written.length, end: written.length });
  area.scrollTop = area.scrollHeight;
  return true;
}

/** Quotes what the customer said last. */
export const quote = () => quoteOf([...document.querySelectorAll('.msg.theirs:has(.msg-text)')].at(-1));

/** The emoji are the browser's to list: in each open ticket's circuit they would be thirty elements that nobody looks at. */
const emojis = '🙂 😀 😅 😍 🤔 😕 😢 🙏 👍 👎 👋 👏 💪 🎉 ❤️ ⭐ 🔥 ✅ ❌ ⚠️ ℹ️ 📦 🚚 📧 📞 📅 ⏰ 💳 🧾 🔑 🛠️ 💡'.split(' ');

function fill(list) {
  list.append(...emojis.map(emoji => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: emoji });
    button.dataset.emoji = emoji;
    return button;
  }));
}

export function startEditor() {
  document.addEventListener('toggle', event => {
    const list = event.target.open ? event.target.querySelector?.('.emoji-list:empty') : null;
    if (list) fill(list);
  }, { capture: true });
  document.addEventListener('click', event => {
    const tool = event.target.closest?.('[data-mark]');
    if (tool) mark(tool.dataset.mark);
    const emoji = event.target.closest?.('[data-emoji]')?.dataset.emoji;
    const area = editor();
    if (emoji && area) {
      const at = area.selectionStart + emoji.length;
      put(area, { text: area.value.slice(0, area.selectionStart) + emoji + area.value.slice(area.selectionEnd), start: at, end: at });
    }
    const asked = event.target.closest?.('[data-quote]');
    if (asked) quoteOf(asked.closest('.msg'));
  });
  // One stop for Tab; within it the arrows walk.
  document.addEventListener('keydown', event => {
    const tools = event.target.closest?.('[data-tools]');
    if (!tools || event.target.closest('.menu-list') || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
    const stops = [...tools.querySelectorAll(':scope > button, :scope > details > summary')].filter(stop => !stop.disabled);
    const forward = (event.key === 'ArrowRight') === (document.documentElement.dir !== 'rtl');
    const next = stops[(stops.indexOf(document.activeElement) + (forward ? 1 : -1) + stops.length) % stops.length];
    next.focus();
    event.preventDefault();
  });
}
