// Leads through the public report: on a narrow screen one step at a time, with everything shown once more before it is
// sent; on a wide one it stays one form. What is wrong is told beside the field, before anything is sent. The steps are
// the form's groups that its owner marked so; without script it is one long form.
import { settled } from './form.js';

const PATIENCE = 8000;

const form = document.getElementById('report');
const files = document.getElementById('files-step');
const bar = document.getElementById('steps');
const [next, previous] = ['next', 'previous'].map(id => document.getElementById(id));
const progress = document.getElementById('progress');
const narrow = window.matchMedia('screen and (max-width: 719px)');
const { title } = document;
const fields = form.querySelector('.fields');
const marked = [...fields.children].filter(part => part.matches('[data-step]'));

/** Files are asked for before the last step, in which everything is shown. */
const steps = marked.length > 1 ? [...marked.slice(0, -1), files, marked[marked.length - 1]] : [];
/** Which step a part of the form shows in: what stands between two groups stays with the former. */
const belongs = new Map();
let now = 0;

function sort() {
  steps[steps.length - 1].before(files);
  files.classList.replace('panel', 'group');
  files.querySelector('legend').classList.remove('away');
  let at = 0;
  for (const part of fields.children) {
    if (steps.includes(part)) at = steps.indexOf(part);
    belongs.set(part, at);
  }
  for (const part of form.querySelectorAll('[data-last]')) belongs.set(part, steps.length - 1);
}

const scope = step => [...belongs].filter(([, at]) => at === step).map(([part]) => part);
const asked = () => steps.map((step, at) => at).filter(at => !steps[at].hidden);
const after = () => asked().find(at => at > now);
const before = () => asked().reverse().find(at => at < now);
const stepOf = place => belongs.get([...belongs.keys()].find(part => part.contains(place))) ?? now;

function draw() {
  const one = narrow.matches;
  if (steps[now].hidden) now = before() ?? 0;
  for (const [part, at] of belongs) part.classList.toggle('away', one && at !== now);
  next.hidden = !one || after() === undefined;
  previous.hidden = !one || before() === undefined;
  progress.hidden = !one;
  progress.textContent = progress.dataset.text.replace('{0}', asked().indexOf(now) + 1).replace('{1}', asked().length);
  document.title = one ? `${progress.textContent} · ${title}` : title;
  review();
}

function show(at) {
  now = at;
  draw();
  if (!narrow.matches) return;
  const heading = steps[now].querySelector('h2');
  heading.setAttribute('aria-describedby', 'progress');
  heading.focus({ preventScroll: true });
  progress.scrollIntoView();
}

/** The way back by the browser's own button is the way that was gone; nothing of it stands in the address. */
function goTo(at) {
  window.history.pushState({ step: at, from: now }, '');
  show(at);
}

/* Everything once more, as it was typed. */
function answerOf(field) {
  const chosen = [...field.querySelectorAll('input:checked')];
  if (field.matches('.ahead')) {
    return [...field.querySelectorAll('.going li')].filter(line => !line.querySelector('[role=alert]'))
      .map(line => line.firstElementChild.textContent).join('\n');
  }
  if (field.matches('fieldset')) return chosen.map(input => input.closest('label').textContent.trim()).join('\n');
  if (field.querySelector('input[type=checkbox]')) return chosen.length ? bar.dataset.yes : '';
  const input = field.querySelector('input, select, textarea');
  return input.matches('select') ? (input.value && input.selectedOptions[0].textContent) : input.value.trim();
}

function element(name, text, properties = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  return Object.assign(made, properties);
}

function review() {
  const last = steps[steps.length - 1];
  const list = last.querySelector('.review') || element('div', '', { className: 'review' });
  last.querySelector('legend').after(list);
  list.replaceChildren();
  if (!narrow.matches || now !== steps.length - 1) return;
  for (const at of asked().slice(0, -1)) {
    const { textContent: name } = steps[at].querySelector('h2');
    const change = element('button', bar.dataset.change, { type: 'button', className: 'link' });
    change.setAttribute('aria-label', bar.dataset.changes.replace('{0}', name));
    change.addEventListener('click', () => goTo(at));
    const heading = element('h3', `${name} `);
    heading.append(change);
    const pairs = element('dl', '', { className: 'pairs' });
    for (const field of scope(at).flatMap(part => [...part.querySelectorAll('.field')])) {
      const answer = field.closest('[hidden]') ? '' : answerOf(field);
      const label = ['legend span', 'label > span > span', 'label > span', 'label'].map(each => field.querySelector(each)).find(Boolean);
      if (answer) pairs.append(element('dt', label.textContent), element('dd', answer));
    }
    list.append(heading, pairs.childElementCount ? pairs : element('p', bar.dataset.nothing));
  }
}

/* What is wrong in these parts, by the form's own rules, which the server keeps. Without an answer nothing is wrong: it is
   checked again when it is sent. */
async function faultsIn(parts) {
  await Promise.race([settled(), new Promise(resolve => { setTimeout(resolve, PATIENCE); })]);
  const body = new URLSearchParams();
  for (const input of form.elements) {
    const silent = (input.type === 'checkbox' || input.type === 'radio') && !input.checked;
    const ours = input.name && !input.name.startsWith('_') && input.type !== 'file'
      && (input.closest('[data-asked]') || parts.some(part => part.contains(input)));
    if (input.name === '_csrf' || (ours && !silent)) body.append(input.name, input.value);
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(`${form.dataset.visible}/faults`, { method: 'POST', body, credentials: 'same-origin', signal: stop.signal });
    // The cookie that the page's token belongs to has gone.
    if (answer.status === 403) form.dataset.stale = 'true';
    if (!answer.ok) return [];
    return (await answer.json()).faults.map(fault => ({ ...fault, place: document.getElementById(fault.at) }))
      .filter(({ place }) => place && parts.some(part => part.contains(place)));
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}

const inputsOf = place => (place.matches('input, select, textarea') ? [place] : [...place.querySelectorAll('input, select, textarea')]);

function points(place, error, away) {
  const ids = (place.getAttribute('aria-describedby') || '').split(' ').filter(id => id && id !== error);
  if (!away) ids.push(error);
  if (ids.length) place.setAttribute('aria-describedby', ids.join(' '));
  else place.removeAttribute('aria-describedby');
}

function forgive(parts) {
  for (const error of parts.flatMap(part => [...part.querySelectorAll('p.error')])) {
    const place = document.getElementById(error.id.replace(/-error$/, ''));
    error.closest('.wrong')?.classList.remove('wrong');
    error.remove();
    if (!place) continue;
    points(place, error.id, true);
    inputsOf(place).forEach(input => input.removeAttribute('aria-invalid'));
  }
}

function blame(faults) {
  for (const { at, text, place } of faults) {
    const field = place.closest('.field') || place;
    field.classList.add('wrong');
    field.append(element('p', text, { className: 'error', id: `${at}-error` }));
    points(place, `${at}-error`);
    inputsOf(place).forEach(input => input.setAttribute('aria-invalid', 'true'));
  }
  const [{ place }] = faults;
  const fold = place.closest('details');
  if (fold) fold.open = true;
  (inputsOf(place)[0] || place).focus();
}

function noMoreThan(parts, faults) {
  forgive(parts);
  const told = document.getElementById('form-errors');
  if (told) told.hidden = true;
  if (faults.length) blame(faults);
  return faults.length === 0;
}

/** Looks through the whole form; shows the step in which the first fault is. */
export async function faultless() {
  const parts = belongs.size ? [...belongs.keys()] : [fields];
  const faults = await faultsIn(parts);
  if (faults.length && steps.length) {
    const at = stepOf(faults[0].place);
    if (narrow.matches && at !== now) goTo(at);
    else now = at;
  }
  return noMoreThan(parts, faults);
}

form.noValidate = true;
if (steps.length) {
  sort();
  next.addEventListener('click', async () => {
    if (form.dataset.busy) return;
    form.dataset.busy = 'true';
    try {
      if (noMoreThan(scope(now), await faultsIn(scope(now)))) goTo(after() ?? now);
    } finally {
      delete form.dataset.busy;
    }
  });
  previous.addEventListener('click', () => {
    if (window.history.state?.from === before()) window.history.back();
    else goTo(before());
  });
  window.addEventListener('popstate', event => {
    if (event.state && Number.isInteger(event.state.step)) show(event.state.step);
  });
  document.querySelectorAll('#form-errors a').forEach(link => link.addEventListener('click', event => {
    const place = document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    if (stepOf(place) !== now) goTo(stepOf(place));
    (inputsOf(place)[0] || place).focus();
  }));
  form.addEventListener('shown', draw);
  narrow.addEventListener('change', draw);
  // What the server found is shown where it is; what it asks about a whole report, where it is sent.
  const wrong = form.querySelector('.wrong');
  now = wrong ? stepOf(wrong) : (form.dataset.fresh ? 0 : steps.length - 1);
  window.history.replaceState({ step: now }, '');
  draw();
}
