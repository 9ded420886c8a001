// How a clue looks beside a task: chip, strip, drawer and tab.
import { keeper } from './keep.js';
import { el, fill } from './elements.js';
import { ask, root } from './server.js';
import { filesOf } from './files.js';
import { text, time } from './texts.js';

/** The card in colour and in words, so that it reads without colour. */
export function chip(clue) {
  const card = clue.card || '';
  return el('span', { class: `qf-chip ${card.toLowerCase()}` }, (clue.words && clue.words.card) || text('noCard'));
}

/** The limit that runs for this task, else for the clue as a whole; null when nothing is owed. */
export function runningLimit(clue) {
  return clue.taskLimit || clue.limit || null;
}

/** Why a limit ends when it does, and by which rule. */
export function reason(limit) {
  return [limit.because, limit.basis].filter(Boolean).join(text('reasons'));
}

const STATES = { LATE: 'overdue', SOON: 'soon', OPEN: 'open', SUSPENDED: 'still' };

/** Until when, and how that stands; the server says both, so that no page counts by a clock of its own. */
export function due(limit) {
  return el('span', { class: `qf-due ${STATES[limit.standing] || ''}` },
    limit.dueAt && text('due', { at: time(limit.dueAt) }), limit.dueAt && ' ', el('b', {}, limit.left));
}

/** A limit that was met is told with the moment at which it was. */
function end(limit) {
  return limit.metAt
    ? [time(limit.dueAt), ' ', el('small', {}, text('met', { at: time(limit.metAt) }))]
    : due(limit);
}

/** Labels with what was said to each; empty ones are left out. */
export function pairs(rows) {
  return el('dl', { class: 'qf-facts' }, rows.filter(row => row.value).map(row =>
    el('div', {}, el('dt', {}, row.label), el('dd', {}, row.value))));
}

function section(title, ...content) {
  return el('section', {}, el('h4', {}, title), content);
}

/** Words as they were typed, line by line. */
export function prose(words) {
  return el('p', { class: 'qf-prose' }, words || text('none'));
}

function facts(clue) {
  const words = clue.words || {};
  const rows = [
    { label: text('status'), value: words.status },
    { label: text('kind'), value: words.kind },
    { label: text('stage'), value: words.stage },
    { label: text('place'), value: clue.place },
    { label: text('matter'), value: clue.matter },
    { label: text('leadUnit'), value: words.leadUnit },
    { label: text('assistUnits'), value: (clue.assisting || []).join(text('separator')) },
    ...(clue.facts || []),
    { label: text('reporterContact'), value: clue.reporterContact }
  ];
  return section(text('facts'), pairs(rows));
}

function limits(clue) {
  const rows = clue.limits || [];
  if (!rows.length) {
    return section(text('limits'), prose(text('noLimit')));
  }
  const head = ['limitName', 'limitDue', 'limitBecause'].map(key => el('th', { scope: 'col' }, text(key)));
  return section(text('limits'), el('table', { class: 'qf-limits' },
    el('thead', {}, el('tr', {}, head)),
    el('tbody', {}, rows.map(limit => el('tr', {},
      el('td', {}, limit.name), el('td', {}, end(limit)), el('td', {}, reason(limit)))))));
}

/** Before dispatch: how many places in the text wait for a decision, with the way to the page; null where nothing is owed. */
export function toScreen(clue) {
  const open = clue.screening ? clue.screening.open : 0;
  return open ? el('a', { class: 'qf-pressed', href: `${root}/clues/${encodeURIComponent(clue.clueNumber)}/screening`,
    target: '_blank', rel: 'noopener' }, text('screen', { n: open })) : null;
}

/** What the unit is under, for the strip: the open order with its end, a wish that is being decided, a standstill. */
export function underPressure(clue) {
  const { open, pending, suspendedAt } = clue.pressure || {};
  return [
    open && el('span', { class: 'qf-pressed' }, text('underOrder', { level: open.level, number: open.number }), ' ',
      due(open)),
    pending && el('span', {}, text('underRequest', { what: pending.what, state: pending.state }),
      pending.after ? [' ', moved(pending.before, pending.after)] : ''),
    (clue.filings || []).length > 0 && el('span', { class: 'qf-pressed' }, text('filings'), ' ',
      clue.filings.map(one => [filingLine(one), ' '])),
    clue.peace && el('span', { class: 'qf-pressed' }, text('peace', { n: clue.peace.quarter }),
      clue.peace.quiet.map(one => [' ', text('quiet', one)])),
    clue.lacksProof && el('span', { class: 'qf-pressed' }, text('fileLacks')),
    suspendedAt && el('span', { class: 'qf-pressed' }, text('suspended', { at: time(suspendedAt) })),
    clue.runningLate && el('span', { class: 'qf-pressed' }, clue.runningLate)
  ].filter(Boolean);
}

function moved(before, after) {
  return el('span', { class: 'qf-moved' }, text('change', {
    from: before ? time(before) : text('still'), to: after ? time(after) : text('still') }));
}

/** An urging or an order. */
export function orderLine(order) {
  return el('li', {}, el('b', {}, `${order.level} ${order.number}`), ' ', order.ground, ' · ', order.state, ' ',
    order.inForce && due(order), order.demand && el('div', { class: 'qf-prose' }, order.demand));
}

/** A wish for time. */
export function wishLine(wish) {
  return el('li', {}, el('b', {}, `${wish.what} ${wish.number}`), ' ', wish.askedBy, ' ', time(wish.askedAt), ' · ',
    wish.ground, ' · ', wish.state,
    wish.after && el('div', {}, moved(wish.before, wish.after), wish.beyondCap && [' ', el('b', {}, text('beyondCap'))]));
}

/** Orders, wishes for time and how limits moved, for the drawer and the tab. */
function pressure(clue) {
  const { orders = [], requests = [], changes = [] } = clue.pressure || {};
  if (!orders.length && !requests.length && !changes.length) {
    return null;
  }
  return section(text('pressure'), el('ul', { class: 'qf-pressure' },
    orders.map(order => orderLine(order)),
    requests.map(wishLine),
    changes.map(change => el('li', {},
      change.limit, ' · ', change.cause, el('div', {}, moved(change.before, change.after))))));
}

/** Who asked to be shown the reporter; the page of a wish shows the identity, this never does. */
function reveals(clue) {
  const rows = clue.reveals || [];
  return rows.length ? section(text('reveals'), el('ul', { class: 'qf-pressure' }, rows.map(one => el('li', {},
    el('a', { href: `${root}/reveals/${encodeURIComponent(one.number)}`, target: '_blank', rel: 'noopener noreferrer' },
      one.number), ' ', one.askedBy, ' · ', one.ground, ' · ', one.state)))) : null;
}

/** Whoever has an interest in the clue keeps out of it. */
function keepOut(clue) {
  return el('p', {}, el('a', { href: `${root}/clues/${encodeURIComponent(clue.clueNumber)}/recusal`, target: '_blank',
    rel: 'noopener' }, text('keepOut')));
}

/** Links to the pages of what the person may do beside the task. */
function offers(clue, act) {
  const rows = clue.actions || [];
  return rows.length ? el('div', { class: 'qf-actions' }, rows.map(offer => act ? el('button', {
    type: 'button', class: 'btn btn-default btn-sm', onclick: () => act(offer.path) }, offer.name) : el('a', {
    class: 'btn btn-default btn-sm', href: `${root}/clues/${clue.clueNumber}/act/${offer.path}` }, offer.name))) : null;
}

/** What one person filled in at one step. */
export function sheet(one) {
  return el('div', { class: 'qf-sheet' },
    el('h5', {}, one.step, ' ', el('small', {}, text('answeredBy', { by: one.by, at: time(one.at) }))),
    pairs(one.values || []));
}

function answers(clue) {
  const sheets = clue.answers || [];
  return section(text('answers'), sheets.length ? sheets.map(sheet) : prose(text('noAnswers')));
}

function timeline(clue) {
  return section(text('timeline'), el('ol', { class: 'qf-timeline' }, (clue.timeline || []).map(entry =>
    el('li', {},
      el('time', { datetime: entry.at }, time(entry.at)),
      el('b', {}, entry.what), ' ', el('span', {}, entry.by),
      (entry.from || entry.to) && el('div', {}, text('change', {
        from: entry.from || text('empty'), to: entry.to || text('empty') })),
      entry.why && el('div', { class: 'qf-prose' }, entry.why)))));
}

/** Risk filings that protect in the clue, with the way to each. */
function filingLine(one) {
  return [el('a', { href: `${root}/matters/${encodeURIComponent(one.number)}`, target: '_blank', rel: 'noopener' },
    one.number), ' ', one.title, ' ', el('small', {}, text('filingUntil', { day: one.until }))];
}

/** How the firm of an appeal is inspected, and when it wants to be quiet. */
function peace(clue) {
  return clue.peace ? section(text('peaceTitle'), el('p', {}, text('peace', { n: clue.peace.quarter })), el('ul', {},
    clue.peace.looks.map(one => el('li', {}, `${one.day} ${one.unit} ${one.subject}`)),
    clue.peace.quiet.map(one => el('li', {}, text('quiet', one))))) : null;
}

function filings(clue) {
  return (clue.filings || []).length ? section(text('filings'), el('p', {}, text('filingsAbout')), el('ul', {},
    clue.filings.map(one => el('li', {}, filingLine(one))))) : null;
}

/** What else is about the clue: a leader's instruction, an exposure. */
function matters(clue) {
  return (clue.matters || []).length ? section(text('matters'), el('ul', {}, clue.matters.map(one => el('li', {},
    el('b', {}, one.kind), ' ',
    el('a', { href: `${root}/matters/${encodeURIComponent(one.number)}`, target: '_blank', rel: 'noopener' }, one.number),
    ' ', one.title, ' ', el('small', {}, one.standing))))) : null;
}

/** Clues that may tell the same: a hint for whoever reviews admission. */
function similar(clue) {
  return (clue.similar || []).length ? section(text('similar'), el('p', {}, text('similarAbout')), el('ul', {},
    clue.similar.map(other => el('li', {},
      el('a', { href: `${root}/clues/${encodeURIComponent(other.clueNumber)}`, target: '_blank', rel: 'noopener' },
        other.clueNumber), ' ', other.title, ' ', el('small', {}, other.status))))) : null;
}

function said(clue) {
  const messages = clue.conversation || [];
  return messages.length ? el('ol', { class: 'qf-timeline' }, messages.map(message => el('li', {},
    el('time', { datetime: message.at }, time(message.at)), el('b', {}, message.by),
    el('div', { class: 'qf-prose' }, message.text)))) : prose(text('talkNone'));
}

/** Questions to the reporter and answers, and the box to ask in; units read none of it. */
function conversation(clue) {
  if (!clue.readsConversation) {
    return null;
  }
  const place = el('div', {}, said(clue));
  if (!clue.mayAsk) {
    return section(text('talk'), place);
  }
  const box = el('textarea', { class: 'form-control', rows: '3', maxlength: '2000', 'aria-label': text('ask') });
  const kept = keeper(`/clues/${clue.clueNumber}/ask`, () => ({ text: box.value }), typed => { box.value = typed.text || ''; });
  box.addEventListener('input', kept.later);
  const word = el('p', { role: 'status' }, text('askAbout'));
  const button = el('button', { type: 'button', class: 'btn btn-default btn-sm' }, text('ask'));
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const messages = await ask(clue.clueNumber, box.value);
      clue.conversation = messages.map(message => ({ ...message,
        by: message.fromReporter ? text('reporter') : text('office') }));
      fill(place, said(clue));
      box.value = '';
      kept.sent();
      word.textContent = text('asked');
    } catch (error) {
      word.textContent = error.detail || text('failed');
    }
    button.disabled = false;
  });
  return section(text('talk'), place, box, kept.notice, word, button);
}

/** The clue's files, and the way to add some. */
function files(clue) {
  return section(text('files'), filesOf(clue));
}

/** Number, card and title in one line. */
export function headline(clue) {
  return [el('span', { class: 'qf-number' }, clue.clueNumber), chip(clue), el('b', { class: 'qf-title' }, clue.title)];
}

/** What drawer and tab show: everything that the person may see. {@code act} takes an action in place, by its path. */
export function whole(clue, act) {
  return [
    toScreen(clue),
    offers(clue, act),
    reveals(clue),
    pressure(clue),
    clue.reportMade && el('p', {}, clue.reportMade),
    facts(clue),
    section(text('narrative'), prose(clue.narrative)),
    clue.request && section(text('request'), prose(clue.request)),
    filings(clue),
    peace(clue),
    matters(clue),
    similar(clue),
    related(clue),
    files(clue),
    conversation(clue),
    limits(clue),
    answers(clue),
    timeline(clue),
    keepOut(clue)
  ];
}

/** Clues that went to this one or that this one went to. */
function related(clue) {
  const rows = clue.related || [];
  return rows.length ? section(text('related'), el('ul', {}, rows.map(other => el('li', {}, el('b', {}, other.how), ' ',
    el('a', { href: `${root}/clues/${encodeURIComponent(other.clueNumber)}`, target: '_blank', rel: 'noopener' },
      other.clueNumber), ' ', other.title, ' ', el('small', {}, other.status))))) : null;
}

/** What to say when the server gave no clue. */
export function excuse(error) {
  return el('p', { class: 'qf-excuse', role: 'status' },
    text([403, 404].includes(error && error.status) ? 'hidden' : 'failed'));
}
