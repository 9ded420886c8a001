// Keeps what a clerk types at the counter: on the server, sealed, under the clerk's name.
import { token } from './sign-in.js';
import { alive } from './session.js';
import { tab } from './tab.js';

const form = document.getElementById('register');
const said = document.getElementById('draft');
const PAUSE = 800;
const AGAIN = 5000;
let timer = null;
let known = typed().toString();
let over = false;
let disputed = false;
let { version } = form.dataset;

function typed() {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string' && (name === '_once' || !name.startsWith('_'))) {
      fields.append(name, value);
    }
  });
  return fields;
}

function send(leaving) {
  const body = typed();
  body.append('_tab', tab);
  if (version) body.append('_version', version);
  return fetch(form.dataset.keep, {
    method: 'POST', credentials: 'same-origin', keepalive: leaving,
    headers: { Accept: 'application/json', 'X-CSRF-TOKEN': token() }, body
  });
}

function button(text, does) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'link';
  made.textContent = text;
  made.addEventListener('click', does);
  return made;
}

/** The same page is open elsewhere, and was saved there: nobody but the clerk knows which one is to stay. */
function ask() {
  disputed = true;
  said.replaceChildren(form.dataset.elsewhere, ' ',
    button(form.dataset.theirs, () => {
      over = true;
      window.location.assign(form.action);
    }), ' ',
    button(form.dataset.mine, () => {
      disputed = false;
      version = null;
      save();
    }));
}

async function save(leaving = false) {
  clearTimeout(timer);
  const now = typed().toString();
  if (over || disputed || now === known) {
    return;
  }
  try {
    let answer = await send(leaving);
    if ((answer.status === 401 || answer.status === 403) && !leaving) {
      await alive();
      answer = await send(false);
    }
    if (answer.status === 409) {
      ask();
      return;
    }
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    known = now;
    if (answer.status === 200) {
      const { savedAt, version: there } = await answer.json();
      version = there;
      said.textContent = form.dataset.saved.replace('{0}', new Date(savedAt).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false }));
    }
  } catch {
    if (!leaving) {
      said.textContent = form.dataset.unsaved;
      timer = setTimeout(save, AGAIN);
    }
  }
}

for (const sign of ['input', 'change']) {
  form.addEventListener(sign, () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
}
window.addEventListener('pagehide', () => save(true));
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') save(true);
});
// What is sent is kept no more.
window.addEventListener('submit', event => {
  if (event.target === form && !event.defaultPrevented) {
    over = true;
    clearTimeout(timer);
  }
});
