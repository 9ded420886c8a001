import { arrived } from './upload.js';

// Keeps what is typed through a lost connection, and does the page's work. The form works without any of it.
const form = document.getElementById('report');
const KEEP_DAYS = 3;

/* The draft: in this browser only, for three days, and never who reports: neither the form's part about the reporter nor
   any field whose name says so. */
const place = `qingfeng.draft.${form.dataset.draft}`;

function isAboutTheReporter(input) {
  return input.name.startsWith('reporter') || Boolean(input.closest('[data-component^="reporter"]'));
}

function kept() {
  return [...form.elements].filter(input => input.name && !input.name.startsWith('_')
    && !['hidden', 'submit', 'file'].includes(input.type) && !isAboutTheReporter(input));
}

function read() {
  try {
    const draft = JSON.parse(localStorage.getItem(place));
    return draft && Date.now() - draft.at < KEEP_DAYS * 86400000 ? draft.answers : null;
  } catch {
    return null;
  }
}

function write() {
  const answers = {};
  for (const input of kept()) {
    if (input.type === 'checkbox' || input.type === 'radio') {
      if (input.checked) (answers[input.name] = answers[input.name] || []).push(input.value);
    } else if (input.value) {
      answers[input.name] = input.value;
    }
  }
  try {
    localStorage.setItem(place, JSON.stringify({ at: Date.now(), answers }));
  } catch {
    // a full or forbidden storage keeps nobody from reporting
  }
}

function forget() {
  try {
    localStorage.removeItem(place);
  } catch {
    // as above
  }
}

function restore() {
  const answers = read();
  if (!answers) return;
  let any = false;
  for (const input of kept()) {
    const answer = answers[input.name];
    if (answer === undefined) continue;
    if (input.type === 'checkbox' || input.type === 'radio') {
      input.checked = answer.includes(input.value);
      any = any || input.checked;
    } else if (!input.value) {
      input.value = answer;
      any = true;
    }
  }
  if (any) {
    document.getElementById('restored').hidden = false;
    // Which fields show depends on what was restored.
    const asked = form.querySelector('[data-asked] input, [data-asked] select');
    if (asked) asked.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

if (form.dataset.fresh) restore();
let soon;
form.addEventListener('input', () => {
  clearTimeout(soon);
  soon = setTimeout(write, 300);
});
window.addEventListener('pagehide', () => {
  clearTimeout(soon);
  if (!form.dataset.sent) write();
});
document.getElementById('forget').addEventListener('click', () => {
  forget();
  form.dataset.sent = 'forgotten';
  form.reset();
  window.location.reload();
});

/* A send that does not reach the server would leave the browser's own error page in place of what was typed. */
const offline = document.getElementById('offline');
const tell = () => { offline.hidden = navigator.onLine; };
window.addEventListener('offline', tell);
window.addEventListener('online', tell);
tell();

async function reaches() {
  try {
    const answer = await fetch(form.dataset.here, { method: 'HEAD', cache: 'no-store' });
    return answer.ok;
  } catch {
    return false;
  }
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = 'true';
  write();
  if (await reaches()) {
    await arrived();
    await Promise.race([work, new Promise(resolve => setTimeout(resolve, 20000))]);
    form.dataset.sent = 'true';
    form.submit();
  } else {
    offline.hidden = false;
    offline.scrollIntoView();
  }
  delete form.dataset.busy;
});

/* The puzzle is done beside the page while the reporter types. */
const work = new Promise(resolve => {
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
