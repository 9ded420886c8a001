// The scripts' own words, in the language in which the engine's app speaks to this browser.
export const english = ((navigator.languages || [])[0] || navigator.language || '').toLowerCase().startsWith('en');
const language = english ? 'en' : 'zh-CN';
const table = await (await fetch(new URL(`./locales/${language}.json`, import.meta.url))).json();

/** The text of a key (a dot goes one level down), with {name} replaced by the argument of that name. */
export function text(key, args = {}) {
  const found = key.split('.').reduce((level, part) => (level === undefined ? undefined : level[part]), table);
  if (typeof found !== 'string') {
    return found === undefined ? key : found;
  }
  return found.replace(/\{(\w+)\}/g, (whole, name) => (name in args ? String(args[name]) : whole));
}

const moment = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'
});

function parts(instant) {
  const found = {};
  moment.formatToParts(new Date(instant)).forEach(part => { found[part.type] = part.value; });
  return found;
}

/** 2026-02-12 18:00, by the county's clock wherever the reader sits. */
export function time(instant) {
  if (!instant) {
    return text('empty');
  }
  const p = parts(instant);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

function day(instant) {
  return time(instant).slice(0, 10);
}

/** How a limit stands at the server's present: {word, state} with state overdue, today, soon or open. */
export function standing(dueAt, now) {
  const left = new Date(dueAt) - new Date(now);
  if (left < 0) {
    return { word: text('overdue'), state: 'overdue' };
  }
  if (day(dueAt) === day(now)) {
    return { word: text('dueToday'), state: 'today' };
  }
  const hours = left / 3600000;
  if (hours < 1) {
    return { word: text('minutesLeft'), state: 'today' };
  }
  if (hours < 48) {
    return { word: text('hoursLeft', { n: Math.floor(hours) }), state: 'soon' };
  }
  return { word: text('daysLeft', { n: Math.floor(hours / 24) }), state: hours < 96 ? 'soon' : 'open' };
}
