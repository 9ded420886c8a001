// Keeps what an official types into a page's longer forms, on the server, sealed, under the official's name, until it is
// sent. The counter's page has its own (register.js).
import { token } from './sign-in.js';
import { alive } from './session.js';
import { NOTHING, tab } from './tab.js';

const { dataset: words } = document.getElementById('session');
const root = words.root.replace(/\/$/, '');
const SENT = 'qingfeng.sent';
const UNSENT = 'qingfeng.unsent.';
const PAUSE = 800;
const AGAIN = 5000;

function call(method, at, body, leaving = false) {
  return fetch(`${root}/api/drafts/pages?${new URLSearchParams({ at })}`, {
    method, credentials: 'same-origin', keepalive: leaving,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRF-TOKEN': token() },
    body: body && JSON.stringify(body)
  });
}

/** Ticks are given anew, files lie elsewhere, and passwords nowhere. */
function kept(form) {
  return [...form.elements].filter(input => input.name && !input.name.startsWith('_')
    && !['hidden', 'submit', 'button', 'file', 'password', 'checkbox'].includes(input.type));
}

function typed(form) {
  const answers = {};
  for (const input of kept(form)) {
    if (input.type !== 'radio') answers[input.name] = input.value;
    else if (input.checked) answers[input.name] = input.value;
  }
  return answers;
}

/* While there is no line, what could not be saved lies in this tab alone, and goes when it is saved or sent. */
function aside(at, person, answers) {
  try {
    if (answers) sessionStorage.setItem(UNSENT + at, JSON.stringify({ person, answers }));
    else sessionStorage.removeItem(UNSENT + at);
  } catch {
    // a full or forbidden storage keeps nobody from working
  }
}

function laidAside(at, person) {
  try {
    const found = JSON.parse(sessionStorage.getItem(UNSENT + at));
    return found && found.person === person ? found.answers : null;
  } catch {
    return null;
  }
}

function fillIn(form, answers) {
  for (const input of kept(form)) {
    const answer = answers[input.name];
    if (answer === undefined) continue;
    if (input.type === 'radio') input.checked = input.value === answer;
    else input.value = answer;
  }
  // Which fields show depends on what was restored.
  const asked = form.querySelector('[data-asked] input, [data-asked] select');
  if (asked) asked.dispatchEvent(new Event('change', { bubbles: true }));
}

async function keep(form, at) {
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.setAttribute('role', 'status');
  notice.hidden = true;
  form.before(notice);
  const original = typed(form);
  let known = JSON.stringify(original);
  let timer = null;
  let over = false;
  let version = NOTHING;
  let disputed = false;

  const button = (text, does) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'link';
    made.textContent = text;
    made.addEventListener('click', does);
    return made;
  };
  const discard = button(words.discard, async () => {
    clearTimeout(timer);
    await call('DELETE', at);
    aside(at);
    fillIn(form, original);
    known = JSON.stringify(typed(form));
    notice.hidden = true;
  });
  const say = (text, ...more) => {
    notice.replaceChildren(text, ...more.flatMap(one => [' ', one]));
    notice.hidden = false;
  };
  const hour = at => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });

  /** The same form is open elsewhere, and was saved there: nobody but its person knows which one is to stay. */
  const ask = async () => {
    const found = await call('GET', at);
    if (found.status !== 200) {
      version = NOTHING;
      timer = setTimeout(save, PAUSE);
      return;
    }
    const theirs = await found.json();
    disputed = true;
    const settle = () => {
      disputed = false;
      ({ version } = theirs);
    };
    say(words.elsewhere.replace('{0}', hour(theirs.savedAt)),
      button(words.theirs, () => {
        settle();
        fillIn(form, { ...original, ...theirs.answers });
        known = JSON.stringify(typed(form));
        say(words.restored.replace('{0}', hour(theirs.savedAt)), discard);
      }),
      button(words.mine, () => {
        settle();
        known = '';
        save();
      }));
  };

  const save = async (leaving = false) => {
    clearTimeout(timer);
    const now = JSON.stringify(typed(form));
    if (over || disputed || now === known) return;
    try {
      const body = { answers: JSON.parse(now), tab, version };
      let answer = await call('PUT', at, body, leaving);
      if ((answer.status === 401 || answer.status === 403) && !leaving) {
        await alive();
        answer = await call('PUT', at, body);
      }
      if (answer.status === 409) {
        await ask();
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      known = now;
      aside(at);
      const saved = await answer.json();
      ({ version } = saved);
      say(words.saved.replace('{0}', hour(saved.savedAt)), discard);
    } catch {
      aside(at, words.person, JSON.parse(now));
      if (!leaving) {
        say(words.unsaved);
        timer = setTimeout(save, AGAIN);
      }
    }
  };

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
  window.addEventListener('submit', event => {
    if (event.target === form && !event.defaultPrevented) {
      over = true;
      clearTimeout(timer);
      sessionStorage.setItem(SENT, at);
    }
  });

  const answered = performance.getEntriesByType('navigation')[0]?.responseStatus >= 400;
  const found = answered ? null : await call('GET', at).catch(() => null);
  if (found && found.status === 200) {
    const { answers, savedAt, version: there } = await found.json();
    version = there;
    if (JSON.stringify({ ...original, ...answers }) !== known && JSON.stringify(typed(form)) === known) {
      fillIn(form, answers);
      known = JSON.stringify(typed(form));
      say(words.restored.replace('{0}', hour(savedAt)), discard);
    }
  }
  const unsent = answered ? null : laidAside(at, words.person);
  if (unsent && JSON.stringify(typed(form)) === known) fillIn(form, { ...typed(form), ...unsent });
  if (JSON.stringify(typed(form)) !== known) {
    // Typed while the draft was being asked for.
    timer = setTimeout(save, PAUSE);
  }
}

// The page that answers a form is not refused: what was typed has been taken.
const sent = sessionStorage.getItem(SENT);
if (sent) {
  sessionStorage.removeItem(SENT);
  if (!(performance.getEntriesByType('navigation')[0]?.responseStatus >= 400)) {
    aside(sent);
    await call('DELETE', sent).catch(() => {});
  }
}
for (const form of document.querySelectorAll('main form[method=post]')) {
  if (form.querySelector('textarea') && !['register', 'report'].includes(form.id)) {
    keep(form, new URL(form.action).pathname.slice(root.length));
  }
}
