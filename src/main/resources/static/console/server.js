// What the scripts ask our server, always as the person who is signed in; reading, but for a question to a reporter.
const appRoot = (document.querySelector('base') || document.body).getAttribute('app-root') || '/camunda';
/** Where our own pages start: the engine's apps lie one folder below. */
export const root = appRoot.replace(/\/camunda$/, '');

async function read(path) {
  const response = await fetch(root + path, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  if (!response.ok) {
    const error = new Error(`${path}: ${response.status}`);
    error.status = response.status;
    throw error;
  }
  return response.json();
}

/** Asks the clue's reporter something; answers with all that was said. */
export async function ask(number, words) {
  const token = /(?:^|; )QF-CSRF=([^;]+)/.exec(document.cookie);
  const response = await fetch(`${root}/api/clues/${encodeURIComponent(number)}/messages`, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRF-TOKEN': token ? token[1] : '' },
    credentials: 'same-origin',
    body: JSON.stringify({ text: words })
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const error = new Error(`messages: ${response.status}`);
    error.detail = ((answer.faults || [])[0] || {}).message || answer.detail;
    throw error;
  }
  last.id = null;
  return answer;
}

/** Strip, drawer and tab ask for the same clue within a moment: they share one answer. */
let last = { id: null, at: 0, answer: null };

export function clueOfTask(taskId) {
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

let navigation = null;

/** What this person finds in the bar: {register, ledger}. */
export function mayOpen() {
  navigation = navigation || read('/api/console/navigation');
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

export function clueOfInstance(processInstanceId) {
  return read(`/api/board/instances/${encodeURIComponent(processInstanceId)}/clue`);
}
