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
