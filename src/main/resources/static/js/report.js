import { faultless } from './steps.js';
import { arrived, showSent } from './upload.js';

// Keeps what is typed through a lost connection and a closed browser, and does the page's work. The form works without.
const form = document.getElementById('report');
const { elements } = form;
const PAUSE = 1500;
const HOURS = 2;

/* The draft lies on the server, sealed, for two hours, and never says who reports: neither the form's part about the
   reporter nor any field whose name says so. The browser keeps the page's key, which means nothing to whoever reads it,
   and, while there is no line, what could not be sent, in this tab alone. */
const KEY = 'qingfeng.page';
const UNSENT = 'qingfeng.unsent';

function read(store, name) {
  try {
    return JSON.parse(store.getItem(name));
  } catch {
    return null;
  }
}

function write(store, name, value) {
  try {
    if (value === null) store.removeItem(name);
    else store.setItem(name, JSON.stringify(value));
  } catch {
    // a full or forbidden storage keeps nobody from reporting
  }
}

// Drafts of an earlier version lay here as they were typed.
try {
  Object.keys(localStorage).filter(key => key.startsWith('qingfeng.draft.')).forEach(key => localStorage.removeItem(key));
} catch {
  // as above
}

function isAboutTheReporter(input) {
  return input.name.startsWith('reporter') || Boolean(input.closest('[data-component^="reporter"]'));
}

function kept() {
  return [...elements].filter(input => input.name && !input.name.startsWith('_')
    && !['hidden', 'submit', 'file'].includes(input.type) && !isAboutTheReporter(input));
}

const page = () => ({ _once: elements._once.value, _puzzle: elements._puzzle.value });

function ask(path, fields) {
  return fetch(form.dataset.drafts + path, { method: 'POST', credentials: 'same-origin', body: new URLSearchParams(fields) });
}

function typed() {
  const fields = [];
  for (const input of kept()) {
    const silent = (input.type === 'checkbox' || input.type === 'radio') && !input.checked;
    if (!silent && input.value) fields.push([input.name, input.value]);
  }
  return fields;
}

let known = JSON.stringify(typed());
let over = false;
let soon;

async function save(leaving = false) {
  clearTimeout(soon);
  const now = typed();
  if (over || JSON.stringify(now) === known) return;
  write(localStorage, KEY, { ...page(), at: Date.now() });
  // A page that is being left learns nothing of how it went.
  if (leaving === true) write(sessionStorage, UNSENT, { ...page(), fields: now });
  try {
    const answer = await fetch(form.dataset.drafts, { method: 'POST', credentials: 'same-origin', keepalive: leaving === true,
      body: new URLSearchParams([...now, ...Object.entries(page())]) });
    if (!answer.ok) throw new Error(answer.status);
    known = JSON.stringify(now);
    write(sessionStorage, UNSENT, null);
  } catch {
    // What was cleared meanwhile does not come back with the call that the clearing cut off.
    if (!over) write(sessionStorage, UNSENT, { ...page(), fields: now });
  }
}

async function forget() {
  over = true;
  clearTimeout(soon);
  await ask('/drop', page()).catch(() => {});
  write(localStorage, KEY, null);
  write(sessionStorage, UNSENT, null);
}

function fillIn(fields) {
  let any = false;
  for (const input of kept()) {
    const values = fields[input.name];
    if (!values) continue;
    if (input.type === 'checkbox' || input.type === 'radio') {
      input.checked = values.includes(input.value);
      any = any || input.checked;
    } else if (!input.value) {
      [input.value] = values;
      any = true;
    }
  }
  // Which fields show depends on what was restored.
  const asked = form.querySelector('[data-asked] input, [data-asked] select');
  if (asked) asked.dispatchEvent(new Event('change', { bubbles: true }));
  return any;
}

async function restore() {
  const before = read(localStorage, KEY);
  const unsent = read(sessionStorage, UNSENT);
  const last = before && Date.now() - before.at < HOURS * 3600000 ? before : unsent;
  if (!last || last._once === elements._once.value) return;
  const answer = await ask('/open', { _once: last._once, _puzzle: last._puzzle }).catch(() => null);
  const found = answer && answer.status === 200 ? await answer.json() : null;
  if (found && found.sent) {
    // Its answer was lost on the way.
    const received = document.getElementById('received');
    received.elements._once.value = last._once;
    received.elements._puzzle.value = last._puzzle;
    received.hidden = false;
    return;
  }
  const fields = unsent && unsent._once === last._once
    ? unsent.fields.reduce((all, [name, value]) => ({ ...all, [name]: [...(all[name] || []), value] }), {})
    : found && found.fields;
  if (!fields) {
    write(localStorage, KEY, null);
    return;
  }
  elements._once.value = last._once;
  elements._puzzle.value = last._puzzle;
  form.dataset.challenge = last._puzzle;
  showSent(form, found ? found.files : []);
  if (fillIn(fields) || (found && found.files.length)) {
    const at = found ? new Date(found.savedAt) : new Date();
    const word = document.getElementById('restored-at');
    word.textContent = word.dataset.text.replace('{0}', at.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false }));
    document.getElementById('restored').hidden = false;
    await save();
  }
}

const clear = document.getElementById('clear');
const tellClear = () => { clear.hidden = typed().length === 0; };
for (const sign of ['input', 'change']) {
  form.addEventListener(sign, () => {
    clearTimeout(soon);
    soon = setTimeout(save, PAUSE);
    tellClear();
  });
}
window.addEventListener('pagehide', () => save(true));
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') save(true);
});
document.querySelectorAll('#forget, #clear button').forEach(button => button.addEventListener('click', async () => {
  await forget();
  form.reset();
  window.location.reload();
}));
document.getElementById('received-known').addEventListener('click', () => {
  write(localStorage, KEY, null);
  document.getElementById('received').hidden = true;
});

/* A send that does not reach the server would leave the browser's own error page in place of what was typed. */
const offline = document.getElementById('offline');
const tell = () => { offline.hidden = navigator.onLine; };
window.addEventListener('offline', tell);
window.addEventListener('online', () => {
  tell();
  save();
});
tell();

async function reaches() {
  try {
    const answer = await fetch(form.dataset.here, { method: 'HEAD', cache: 'no-store' });
    return answer.ok;
  } catch {
    return false;
  }
}

/* A browser that has cleared its cookies has cleared the token that goes with the form: any page brings a new one. */
async function renewToken() {
  if (document.cookie.includes('QF-CSRF=') && !form.dataset.stale) return;
  const page = await fetch(window.location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('input[name=_csrf]');
  if (fresh) document.querySelectorAll('input[name=_csrf]').forEach(input => { input.value = fresh.value; });
  delete form.dataset.stale;
}

let work = Promise.resolve();

form.addEventListener('submit', async event => {
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = 'true';
  await save();
  if (event.submitter?.name !== '_refresh' && !(await faultless())) {
    delete form.dataset.busy;
    return;
  }
  if (await reaches()) {
    await arrived();
    await renewToken().catch(() => {});
    await Promise.race([work, new Promise(resolve => setTimeout(resolve, 20000))]);
    // Kept until the answer is here (sent.js): it may be lost on the way.
    write(localStorage, KEY, { ...page(), at: Date.now() });
    over = true;
    clearTimeout(soon);
    if (event.submitter && event.submitter.name) {
      const pressed = document.createElement('input');
      Object.assign(pressed, { type: 'hidden', name: event.submitter.name, value: event.submitter.value });
      form.append(pressed);
    }
    form.submit();
    // A second press while the answer is on its way sends nothing; a page that comes back from the store may be sent again.
    window.addEventListener('pageshow', () => {
      over = false;
      delete form.dataset.busy;
    });
    return;
  }
  offline.hidden = false;
  offline.scrollIntoView();
  delete form.dataset.busy;
});

/* The puzzle is done beside the page while the reporter types. */
function solve() {
  return new Promise(resolve => {
    try {
      const worker = new Worker(form.dataset.worker);
      worker.onmessage = event => {
        document.getElementById('work').value = event.data;
        worker.terminate();
        resolve();
      };
      worker.onerror = () => resolve();
      worker.postMessage({ challenge: form.dataset.challenge, bits: Number(form.dataset.bits) });
    } catch {
      resolve();
    }
  });
}

if (form.dataset.fresh) await restore();
tellClear();
work = solve();
