// What the scripts ask our server, always as the person who is signed in; reading, but for a question to a reporter.
import { tab } from '../js/tab.js';

const appRoot = (document.querySelector('base') || document.body).getAttribute('app-root') || '/camunda';
/** Where our own pages start: the engine's apps lie one folder below. */
export const root = appRoot.replace(/\/camunda$/, '');

async function read(path) {
  const response = await fetch(root + path, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  if (!response.ok) {
    const error = new Error(`${path}: ${response.status}`);
    error.status = response.status;
    error.detail = (await response.json().catch(() => ({}))).detail;
    throw error;
  }
  return response.json();
}

let signIn = null;

/** What to do when the session has ended before something is written. */
export function whenSignedOut(handler) {
  signIn = handler;
}

async function write(path, body, headers = {}, how = {}, tries = 2) {
  const token = /(?:^|; )QF-CSRF=([^;]+)/.exec(document.cookie);
  const response = await fetch(root + path, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json',
      'X-CSRF-TOKEN': token ? token[1] : '', ...headers },
    credentials: 'same-origin',
    body: body === null ? undefined : JSON.stringify(body),
    ...how
  });
  const answer = await response.json().catch(() => ({}));
  if (response.status === 403 && answer.code === 'security.pageTooOld' && tries) {
    // The cookie that the token lies in has gone; any page brings a new one.
    await fetch(`${root}/login`, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    return write(path, body, headers, how, tries - 1);
  }
  if (response.status === 401 && tries && signIn && !how.keepalive) {
    await signIn();
    return write(path, body, headers, how, tries - 1);
  }
  if (!response.ok) {
    const error = new Error(`${path}: ${response.status}`);
    error.status = response.status;
    error.faults = answer.faults || [];
    error.detail = (error.faults[0] || {}).message || answer.detail;
    throw error;
  }
  return answer;
}

/** Keeps what is typed into a task's form; {savedAt, version}. A page that is being left waits for no answer. */
export function keepDraft(taskId, answers, version, leaving) {
  return write(`/api/tasks/${encodeURIComponent(taskId)}/draft`, { answers, tab, version }, {}, { method: 'PUT', keepalive: leaving });
}

/** What lies there now, perhaps from another window; null when nothing does. */
export async function draftOf(taskId) {
  const response = await fetch(`${root}/api/tasks/${encodeURIComponent(taskId)}/draft`, { headers: { Accept: 'application/json' } });
  return response.status === 200 ? response.json() : null;
}

/** The same for what is typed elsewhere, by the address that it will be sent to. */
export async function draftAt(at) {
  const response = await fetch(`${root}/api/drafts/pages?${new URLSearchParams({ at })}`, { headers: { Accept: 'application/json' } });
  return response.status === 200 ? response.json() : null;
}

export function keepDraftAt(at, answers, version) {
  return write(`/api/drafts/pages?${new URLSearchParams({ at })}`, { answers, tab, version }, {}, { method: 'PUT' });
}

export function dropDraftAt(at) {
  return write(`/api/drafts/pages?${new URLSearchParams({ at })}`, null, {}, { method: 'DELETE' });
}

export function dropDraft(taskId) {
  return write(`/api/tasks/${encodeURIComponent(taskId)}/draft`, null, {}, { method: 'DELETE' });
}

/** Asks the clue's reporter something; answers with all that was said. */
export async function ask(number, words) {
  const answer = await write(`/api/clues/${encodeURIComponent(number)}/messages`, { text: words });
  last.id = null;
  return answer;
}

/** A clue's file as the person sees it now. */
export function fileOf(number) {
  last.id = null;
  return read(`/api/clues/${encodeURIComponent(number)}`);
}

/** The clue's texts in pieces, with the places that may tell who reported; for whoever decides about them. */
export function marksOf(number) {
  return read(`/api/clues/${encodeURIComponent(number)}/screening`);
}

/** Lets the units see a file. */
export function release(number, id) {
  return write(`/api/clues/${encodeURIComponent(number)}/files/${encodeURIComponent(id)}/release`, {});
}

/** Adds a file; answers whether it shows already or waits for a scan. */
export function upload(number, file, onProgress, again = true) {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('file', file);
    const token = /(?:^|; )QF-CSRF=([^;]+)/.exec(document.cookie);
    const request = new XMLHttpRequest();
    request.open('POST', `${root}/api/clues/${encodeURIComponent(number)}/files`);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-CSRF-TOKEN', token ? token[1] : '');
    request.upload.onprogress = event => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status === 201 || request.status === 202) {
        resolve(request.status === 201);
        return;
      }
      if (request.status === 401 && again && signIn) {
        signIn().then(() => upload(number, file, onProgress, false)).then(resolve, reject);
        return;
      }
      const error = new Error(`upload: ${request.status}`);
      error.status = request.status;
      try {
        error.detail = JSON.parse(request.responseText).detail;
      } catch (unreadable) {
        error.detail = null;
      }
      reject(error);
    };
    request.onerror = () => reject(new Error('upload'));
    request.send(form);
  });
}

/** What the person may do to the clue now: [{path, name}]. */
export function actionsOn(number) {
  return read(`/api/clues/${encodeURIComponent(number)}/actions`);
}

/** One action before it is taken: its fields, what it will do and whom it reaches. */
export function actionOf(number, path) {
  return read(`/api/clues/${encodeURIComponent(number)}/actions/${encodeURIComponent(path)}`);
}

/** Takes an action as it was shown; the same key acts once. */
export function take(action, filled, once) {
  return write(`/api/clues/${encodeURIComponent(action.clueNumber)}/actions/${encodeURIComponent(action.path)}`,
    { ...filled, from: action.from }, { 'Idempotency-Key': once });
}

/** How many tasks each of Tasklist's filters finds for the person: [{name, count}]. */
export function countsOfFilters() {
  return read('/api/tasks/filters');
}

/** For administrators: what failed and waits for somebody. */
export function troubles() {
  return read('/api/troubles');
}

export function retry(id) {
  return write(`/api/troubles/${encodeURIComponent(id)}/retry`, {});
}

export function undelivered() {
  return read('/api/notices/failed');
}

export function sendAgain(id) {
  return write(`/api/notices/failed/${encodeURIComponent(id)}/again`, {});
}

/** A matter with what was filled in so far. */
export function matter(number) {
  return read(`/api/matters/${encodeURIComponent(number)}`);
}

/** Strip, drawer and tab ask for the same clue within a moment: they share one answer. */
let last = { id: null, at: 0, answer: null };

export function clueOfTask(taskId) {
  if (briefs.get(taskId)?.brief.link) {
    // Its card has told that it belongs to a matter: there is no clue to be asked for.
    return Promise.reject(new Error('no clue'));
  }
  if (last.id !== taskId || Date.now() - last.at > 3000) {
    last = { id: taskId, at: Date.now(), answer: read(`/api/tasks/${encodeURIComponent(taskId)}/clue`) };
    last.answer.catch(() => { last.id = null; });
  }
  return last.answer;
}

/** The cards of one list ask together, and the list redraws itself often: answers are kept for half a minute. */
const briefs = new Map();
let asked = null;

export function briefOfTask(taskId) {
  const known = briefs.get(taskId);
  if (known && Date.now() - known.at < 30000) {
    return Promise.resolve(known.brief);
  }
  if (!asked) {
    asked = { ids: new Set(), answer: null };
    const batch = asked;
    batch.answer = new Promise(resolve => setTimeout(resolve, 20)).then(() => {
      asked = null;
      const query = [...batch.ids].map(id => `task=${encodeURIComponent(id)}`).join('&');
      return read(`/api/tasks/clues?${query}`);
    }).then(list => {
      list.forEach(brief => briefs.set(brief.taskId, { at: Date.now(), brief }));
      return list;
    });
  }
  asked.ids.add(taskId);
  return asked.answer.then(list => list.find(brief => brief.taskId === taskId) || null);
}

/** The open clues of the person's unit that wait for somebody else. */
export function awaited() {
  return read('/api/tasks/awaited');
}

let navigation = null;

/** What this person finds in Tasklist's bar and on Cockpit's start page: {register, ledger, board, troubles}. */
export function mayOpen() {
  if (!navigation) {
    navigation = read('/api/console/navigation');
    navigation.catch(() => { navigation = null; });
  }
  return navigation;
}

export function unread() {
  return read('/api/inbox/unread').then(answer => answer.unread);
}

/** The supervisors' board: {card, unit, stage, only, page}, empty for all. */
export function boardOf(wish) {
  return read(`/api/board?${new URLSearchParams(Object.entries(wish).filter(([, value]) => value !== ''))}`);
}

export function tasksOf(processDefinitionId) {
  return read(`/api/board/definitions/${encodeURIComponent(processDefinitionId)}/tasks`);
}

/** Where an instance stands, and the instances above and below it: {above, below: {element: instance}, here}. */
export function aroundInstance(processInstanceId) {
  return read(`/api/board/instances/${encodeURIComponent(processInstanceId)}/around`);
}

export function clueOfInstance(processInstanceId) {
  return read(`/api/board/instances/${encodeURIComponent(processInstanceId)}/clue`);
}
