// Nothing typed into a task's form is lost. Loaded ahead of Tasklist, it stands between Tasklist and the form renderer:
// what is typed goes to the server, sealed, and comes back with the form (TaskFormFilter); nothing of it stays in the
// browser. Faults of fields that do not show are no faults, and those that count are named above the form.
import { el, fill } from './elements.js';
import { text, time } from './texts.js';
import { draftOf, dropDraft, keepDraft, root, whenSignedOut } from './server.js';
import { signInAgain } from '../js/sign-in.js';
import { NOTHING } from '../js/tab.js';

/** The form renderer in the webapp's bundle, 7.24.0; a test fails when a new one numbers it otherwise. */
const RENDERER = 57661;
/** How long after the last key, in milliseconds. */
const PAUSE = 800;
const AGAIN = 5000;

/** Forms that are open, or closed with something still on its way. */
const open = new Set();
let person = null;

function renderer() {
  let need = null;
  self.webpackChunkcamunda_bpm_webapp.push([['qingfeng'], {}, given => { need = given; }]);
  return need(RENDERER).Form;
}

/** Call before Tasklist starts. */
export function keepForms() {
  leaveNothingBehind();
  let prototype;
  try {
    ({ prototype } = renderer());
  } catch (error) {
    // Work goes on without drafts.
    console.error(error);
    return;
  }
  const { importSchema } = prototype;
  prototype.importSchema = async function (schema, data) {
    const kept = schema.qingfeng;
    const draft = kept && kept.draft;
    const done = await importSchema.call(this, schema, draft ? { ...data, ...draft.answers } : data);
    if (kept) {
      attend(this, kept.task, draft, answers => importSchema.call(this, schema, answers ? { ...data, ...answers } : data));
    }
    return done;
  };
  const { fetch } = window;
  // A form that is opened anew must not be older than what was typed a moment ago.
  window.fetch = async (what, ...rest) => {
    if (typeof what === 'string' && what.includes('/deployed-form')) {
      await saveAll();
    }
    return fetch(what, ...rest);
  };
  document.addEventListener('keydown', neverSubmit, true);
  document.addEventListener('submit', event => {
    if (event.target.matches('.fjs-form') && !event.submitter) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  document.addEventListener('click', beforeCompleting, true);
  document.addEventListener('pointerdown', event => {
    if (!event.target.closest('.fjs-container')) {
      setTimeout(saveAll);
    }
  }, true);
  for (const leaving of ['pagehide', 'visibilitychange']) {
    window.addEventListener(leaving, () => {
      if (leaving === 'pagehide' || document.visibilityState === 'hidden') {
        saveAll(true);
      }
    }, true);
  }
}

/** Tasklist's own drafts lie readable in the browser for whoever comes next. */
function leaveNothingBehind() {
  const readable = /^(camunda-form|camForm):/;
  Object.keys(localStorage).filter(key => readable.test(key)).forEach(key => localStorage.removeItem(key));
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    if (!readable.test(key)) {
      setItem.call(this, key, value);
    }
  };
}

/** Enter in a field of one line would complete the task, with what stood in it half a second ago. */
function neverSubmit(event) {
  if (event.key === 'Enter' && !event.isComposing && event.target.matches('.fjs-container input')) {
    event.preventDefault();
  }
}

function saveAll(leaving = false) {
  if (leaving && document.activeElement && document.activeElement.closest('.fjs-container')) {
    // The renderer waits a moment after each key, but not when a field is left.
    document.activeElement.dispatchEvent(new FocusEvent('blur'));
  }
  return Promise.all([...open].map(one => one.save(leaving)));
}

/** A form's faults by its own list, without those of fields that do not show. */
function faultsOf(form) {
  const shown = new Set(form.get('formFieldInstanceRegistry').getAllKeyed().map(field => field.id));
  const { errors } = form._getState();
  return Object.fromEntries(Object.entries(errors).filter(([id]) => shown.has(id)));
}

function beforeCompleting(event) {
  const button = event.target.closest && event.target.closest('.form-actions .btn-primary');
  const place = button && button.closest('[cam-tasklist-form]');
  const one = place && [...open].find(each => place.contains(each.container));
  if (!one) {
    return;
  }
  one.form.validate();
  if (Object.keys(faultsOf(one.form)).length) {
    event.preventDefault();
    event.stopImmediatePropagation();
    one.showFirst();
  } else {
    one.pause();
  }
}

function attend(form, task, draft, fillIn) {
  const container = form._container;
  const notice = el('div', { class: 'qf-draft', role: 'status' });
  const faults = el('div', { class: 'qf-faults', role: 'alert' });
  container.before(notice, faults);
  const answers = () => JSON.stringify(form._getState().data);
  let known = answers();
  let touched = false;
  let timer = null;
  let turn = Promise.resolve();
  let version = draft ? draft.version : NOTHING;
  let disputed = false;

  const touch = () => { touched = true; };
  for (const sign of ['pointerdown', 'keydown', 'input']) {
    container.addEventListener(sign, touch, true);
  }

  const discard = el('button', { type: 'button', class: 'btn-link', onclick: async () => {
    await dropDraft(task);
    clearTimeout(timer);
    touched = false;
    await fillIn();
    known = answers();
    say(text('draft.discarded'));
  } }, text('draft.discard'));
  const say = (...words) => fill(notice, words);

  /** The task is open in another window too, and was saved there: nobody but its person knows which one is to stay. */
  const ask = async () => {
    const theirs = await draftOf(task);
    if (!theirs) {
      version = NOTHING;
      timer = setTimeout(one.save, PAUSE);
      return;
    }
    disputed = true;
    const settle = () => {
      disputed = false;
      ({ version } = theirs);
    };
    const choice = (word, does) => el('button', { type: 'button', class: 'btn-link', onclick: does }, text(word));
    say(text('draft.elsewhere', { at: time(theirs.savedAt).slice(11) }), ' ',
      choice('draft.theirs', async () => {
        settle();
        touched = false;
        await fillIn(theirs.answers);
        known = answers();
        say(text('draft.restored', { at: time(theirs.savedAt) }), ' ', discard);
      }), ' ',
      choice('draft.mine', () => {
        settle();
        known = null;
        one.save();
      }));
  };

  const send = async leaving => {
    const now = answers();
    if (!touched || disputed || now === known) {
      return;
    }
    try {
      const { savedAt, version: there } = await keepDraft(task, JSON.parse(now), version, leaving);
      known = now;
      version = there;
      say(text('draft.saved', { at: time(savedAt).slice(11) }), ' ', discard);
    } catch (error) {
      if (error.status === 401 && !leaving) {
        await again();
        return send(false);
      }
      if (error.status === 409) {
        await ask();
      } else if (error.status === 404) {
        // Done, or somebody else's now.
        one.close();
      } else {
        say(text('draft.failed'));
        timer = setTimeout(one.save, AGAIN);
      }
    }
  };

  const one = {
    form,
    container,
    save(leaving = false) {
      clearTimeout(timer);
      turn = turn.then(() => send(leaving === true)).finally(() => {
        if (!container.isConnected && answers() === known) {
          one.close();
        }
      });
      return turn;
    },
    pause: () => clearTimeout(timer),
    close() {
      clearTimeout(timer);
      open.delete(one);
    },
    showFirst() {
      tell();
      const first = container.querySelector('.fjs-has-errors') || container.querySelector('.fjs-form-field-error');
      if (first) {
        first.scrollIntoView({ block: 'center' });
        const input = first.querySelector('input, textarea, select');
        if (input) {
          input.focus({ preventScroll: true });
        }
      }
    }
  };

  const tell = () => {
    const fields = form.get('formFieldRegistry');
    const wrong = Object.keys(faultsOf(form)).map(id => fields.get(id)).filter(Boolean);
    fill(faults, wrong.length > 0 && [
      el('strong', {}, text('draft.faults', { n: wrong.length })), ' ',
      wrong.map(field => field.label || (field.dateLabel || field.timeLabel)).filter(Boolean).join(text('separator')), ' ',
      el('button', { type: 'button', class: 'btn-link', onclick: () => one.showFirst() }, text('draft.first'))
    ]);
  };

  const look = () => {
    const { errors } = form._getState();
    const counted = faultsOf(form);
    if (Object.keys(counted).length < Object.keys(errors).length) {
      form._setState({ errors: counted });
      return;
    }
    tell();
  };
  form.on('formFieldInstanceRegistry.changed', () => queueMicrotask(look));
  form.on('changed', () => {
    look();
    if (!touched) {
      known = answers();
    } else if (answers() !== known) {
      clearTimeout(timer);
      timer = setTimeout(one.save, PAUSE);
    }
  });
  open.add(one);
  if (draft) {
    say(text('draft.restored', { at: time(draft.savedAt) }), ' ', discard);
  }
}

async function again() {
  await signInAgain(root, person, {
    title: text('signIn.title'),
    about: text('signIn.about'),
    username: text('signIn.username'),
    password: text('signIn.password'),
    submit: text('signIn.submit'),
    other: text('signIn.other'),
    failed: text('signIn.failed')
  });
  // The webapp makes a token of its own with a page of its own.
  await fetch(`${root}/camunda/app/tasklist/default/`, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
}

let held = null;

/** Keeps Tasklist from leaving for the login page while a form is open; called with its root scope once a task is open. */
export function holdSession($root) {
  if (held === $root) {
    return;
  }
  held = $root;
  const who = $root.authentication;
  person = who && who.name;
  if (person) {
    whenSignedOut(again);
  }
  $root.$on('authentication.login.required', async event => {
    if (!person || ![...open].some(one => one.container.isConnected)) {
      return;
    }
    event.preventDefault();
    await again();
    $root.authentication = who;
    $root.$broadcast('authentication.changed', who);
    $root.$applyAsync();
    await saveAll();
  });
}
