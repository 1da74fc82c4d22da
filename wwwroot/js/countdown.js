// Everything on the page that changes because a second passed: one timer, and no word to the server.
//   <time class="countdown" data-due="UNIXMS" data-risk="UNIXMS" data-state="on-track|at-risk|breached|paused" data-left="MS">
//   <time data-until="UNIXMS">: whole seconds, down to nothing.
//   <time data-since="UNIXMS">   <time data-since="UNIXMS" data-form="clock">
// Instants are the server's; #clock carries the server's time as of its rendering, any [data-now] a fresher one.
const language = document.documentElement.lang || 'en';
const digits = { numberingSystem: 'latn' };
const two = new Intl.NumberFormat(language, { ...digits, minimumIntegerDigits: 2, useGrouping: false });
const unit = name => new Intl.NumberFormat(language, { ...digits, style: 'unit', unit: name, unitDisplay: 'narrow', useGrouping: false });
const units = { second: unit('second'), minute: unit('minute'), hour: unit('hour'), day: unit('day') };
const moment = new Intl.DateTimeFormat(language, { ...digits, dateStyle: 'medium', timeStyle: 'short' });
// A mark of left-to-right keeps the sign before its number among right-to-left words.
const overdue = document.documentElement.dir === 'rtl' ? '\u200e\u2212' : '\u2212';
const ticking = 'time[data-due],time[data-since],time[data-left],time[data-until]';
const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

let offset = 0;
let words = {};

/** The server's time, in Unix milliseconds. */
export const serverNow = () => Date.now() + offset;

function sync(element) {
  const now = Number(element.dataset.now);
  if (now > 0) offset = now - Date.now();
}

/** A span of time, two places at most: 24:09 under an hour, 5h 24m under a day, 2d 5h beyond. */
export function span(ms) {
  const whole = Math.max(0, Math.floor(ms / second)) * second;
  if (whole < hour) return `${Math.floor(whole / minute)}:${two.format(Math.floor(whole % minute / second))}`;
  if (whole < day) return `${units.hour.format(Math.floor(whole / hour))} ${units.minute.format(Math.floor(whole % hour / minute))}`;
  const hours = Math.floor(whole % day / hour);
  return units.day.format(Math.floor(whole / day)) + (hours ? ` ${units.hour.format(hours)}` : '');
}

/** How long ago, one place. */
export function ago(ms) {
  if (ms < minute) return words.now ?? '';
  if (ms < hour) return units.minute.format(Math.floor(ms / minute));
  if (ms < day) return units.hour.format(Math.floor(ms / hour));
  return units.day.format(Math.floor(ms / day));
}

/** What a countdown says and how it looks at an instant. Pure. */
export function countdown(data, now) {
  if (data.state === 'paused') return { look: 'paused', text: data.left ? span(Number(data.left)) : '' };
  const left = Number(data.due) - now;
  if (left <= 0) return { look: 'breached', text: overdue + span(-left) };
  const risk = Number(data.risk);
  return { look: risk > 0 && now >= risk ? 'at-risk' : 'on-track', text: span(left + second - 1) };
}

function write(element, text) {
  const node = element.firstChild ?? element.appendChild(document.createTextNode(''));
  if (node.data !== text) node.data = text;
}

function paint(element, now) {
  const data = element.dataset;
  if (data.until) return write(element, units.second.format(Math.max(0, Math.ceil((Number(data.until) - now) / second))));
  if (data.since) {
    const passed = now - Number(data.since);
    write(element, data.form === 'clock' ? span(passed) : ago(passed));
    if (!element.title) element.title = moment.format(Number(data.since));
    return;
  }
  const { look, text } = countdown(data, now);
  write(element, text);
  if (data.look === look && data.told === data.due) return;
  data.look = look;
  data.told = data.due ?? '';
  element.title = [words[look], data.due && look !== 'paused' ? moment.format(Number(data.due)) : ''].filter(Boolean).join(' · ');
}

function paintAll(within = document) {
  const now = serverNow();
  for (const element of within.querySelectorAll(ticking)) paint(element, now);
}

function tick() {
  paintAll();
  // At the server's next whole second, so that all countdowns turn together.
  setTimeout(tick, second - serverNow() % second);
}

function changed(records) {
  let fresh = false;
  for (const record of records) {
    if (record.type === 'attributes' && record.attributeName === 'data-now') { sync(record.target); fresh = true; }
  }
  if (fresh) return paintAll();
  const now = serverNow();
  for (const record of records) {
    if (record.type === 'attributes') {
      if (record.attributeName === 'data-since') record.target.removeAttribute('title');
      if (record.target.matches(ticking)) paint(record.target, now);
      continue;
    }
    for (const node of record.addedNodes) {
      if (node.nodeType !== 1) continue;
      if (node.matches('[data-now]')) sync(node);
      if (node.matches(ticking)) paint(node, now);
      for (const element of node.querySelectorAll(ticking)) paint(element, now);
    }
  }
}

export function startClock() {
  const clock = document.getElementById('clock');
  if (clock) {
    sync(clock);
    words = {
      now: clock.dataset.wordNow, paused: clock.dataset.wordPaused, 'on-track': clock.dataset.wordOnTrack,
      'at-risk': clock.dataset.wordAtRisk, breached: clock.dataset.wordBreached,
    };
  }
  new MutationObserver(changed).observe(document.body, {
    childList: true, subtree: true, attributes: true,
    attributeFilter: ['data-now', 'data-due', 'data-risk', 'data-state', 'data-left', 'data-since'],
  });
  tick();
}
