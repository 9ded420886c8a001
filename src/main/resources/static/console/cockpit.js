// Everything of ours in Cockpit: the board on its start page, counts on a diagram, and the clue behind an instance.
import { el, fill } from './elements.js';
import { openAct } from './act.js';
import { aroundInstance, boardOf, clueOfInstance, mayOpen, retry, root, sendAgain, tasksOf, troubles, undelivered } from './server.js';
import { chip, due, excuse, headline, whole } from './clue.js';
import { text, time } from './texts.js';

const REFRESH = 30000;

/** Runs now and again while its place is in the page; answers how to run at once. */
function refreshed(node, work) {
  let timer;
  const run = async () => {
    clearTimeout(timer);
    if (!node.isConnected) {
      return;
    }
    try {
      await work();
    } catch (error) {
      fill(node, excuse(error));
    }
    timer = setTimeout(run, REFRESH);
  };
  // Cockpit puts the place into the page after this call.
  setTimeout(run, 0);
  return run;
}

function tile(label, value, state, pressed, onclick) {
  return el('button', { type: 'button', class: `qf-tile ${state}`, 'aria-pressed': String(pressed), onclick },
    el('b', {}, value), el('span', {}, label));
}

function pick(label, counts, chosen, onchange) {
  return el('label', {}, label, ' ', el('select', { onchange: event => onchange(event.target.value) },
    el('option', { value: '' }, text('board.all')),
    counts.filter(count => count.code).map(count => el('option',
      { value: count.code, selected: count.code === chosen },
      text('board.option', { name: count.name, open: count.open, overdue: count.overdue })))));
}

function rows(view, acted) {
  if (!view.rows.length) {
    return el('p', { class: 'qf-excuse' }, text('board.none'));
  }
  const head = ['number', 'card', 'title', 'stage', 'holder', 'leader', 'due', 'late', 'act']
    .map(key => el('th', { scope: 'col' }, text(`board.${key}`)));
  return el('table', { class: 'qf-board table' }, el('thead', {}, el('tr', {}, head)),
    el('tbody', {}, view.rows.map(row => el('tr', {},
      el('td', {}, el('a', { class: 'qf-number', href: `${root}/api/board/clues/${row.clueNumber}/instance` },
        row.clueNumber)),
      el('td', {}, chip(row)), el('td', { class: 'qf-wide' }, row.title), el('td', {}, row.words.stage),
      el('td', {}, row.holder), el('td', {}, row.leader), el('td', {},
        row.suspendedAt && el('div', {}, el('span', { class: 'qf-due still' }, text('suspended', { at: time(row.suspendedAt) }))),
        row.clocks.map(clock => el('div', {}, el('span', {}, clock.name, ' '), due(clock)))),
      el('td', { class: row.late ? 'qf-late' : '' }, row.late),
      el('td', {}, el('button', { type: 'button', class: 'btn btn-default btn-xs',
        'aria-label': text('board.actOn', { number: row.clueNumber }),
        onclick: () => openAct(row.clueNumber, row.title, null, acted) }, text('board.actNow')))))));
}

const board = {
  id: 'qingfeng-board',
  pluginPoint: 'cockpit.dashboard',
  priority: 1000,
  render(node) {
    const wish = { card: '', unit: '', stage: '', only: '', page: 0 };
    node.classList.add('qf-boardplace');
    node.setAttribute('role', 'region');
    node.setAttribute('aria-label', text('board.heading'));
    fill(node, el('p', { role: 'status' }, text('board.loading')));
    let said = '';
    const run = refreshed(node, async () => {
      if (!(await mayOpen()).board) {
        // Whoever watches no clues, an administrator for instance, has no board.
        node.remove();
        return;
      }
      const view = await boardOf(wish);
      const change = part => value => { Object.assign(wish, part(value), { page: 0 }); run(); };
      const only = which => () => change(() => ({ only: wish.only === which ? '' : which }))();
      const turn = step => () => { wish.page += step; run(); };
      fill(node, el('h3', {}, text('board.heading'), ' ', el('small', {}, text('board.asOf', { at: time(view.now) })),
        ' ', el('a', { href: `${root}/ways` }, text('board.ways'))),
        el('div', { class: 'qf-tiles' },
          tile(text('board.open'), view.all.open, '', wish.only === '', () => change(() => ({ only: '' }))()),
          tile(text('board.soon'), view.all.soon, 'soon', wish.only === 'soon', only('soon')),
          tile(text('board.overdue'), view.all.overdue, 'overdue', wish.only === 'overdue', only('overdue')),
          tile(text('board.suspended'), view.all.suspended, 'still', wish.only === 'suspended', only('suspended'))),
        el('div', { class: 'qf-picks' },
          pick(text('board.card'), view.cards, wish.card, change(card => ({ card }))),
          pick(text('board.unit'), view.units, wish.unit, change(unit => ({ unit }))),
          pick(text('board.stage'), view.stages, wish.stage, change(stage => ({ stage })))),
        el('p', { class: 'qf-said', role: 'status' }, said),
        rows(view, words => { said = words; run(); }),
        el('div', { class: 'qf-pages' },
          wish.page > 0 && el('button', { type: 'button', class: 'btn btn-default', onclick: turn(-1) }, text('board.back')),
          view.more && el('button', { type: 'button', class: 'btn btn-default', onclick: turn(1) }, text('board.next'))));
    });
  }
};

const LEGIBLE = 0.8; // Below this the words in a step are no longer read.
const AROUND = 60;

function nameOf(elements, id) {
  return elements.get(id).businessObject.name || id;
}

function around(steps) {
  const x = Math.min(...steps.map(step => step.x)) - AROUND;
  const y = Math.min(...steps.map(step => step.y)) - AROUND;
  return {
    x, y,
    width: Math.max(...steps.map(step => step.x + step.width)) + AROUND - x,
    height: Math.max(...steps.map(step => step.y + step.height)) + AROUND - y
  };
}

/** Puts the steps into the middle, large enough to read, unless the whole diagram can be read; else the first of them. */
function look(viewer, steps) {
  const canvas = viewer.get('canvas');
  canvas.resized();
  if (canvas.zoom('fit-viewport', 'auto') >= LEGIBLE || !steps.length) {
    return;
  }
  const { width, height } = canvas.getSize();
  const all = around(steps);
  const scale = Math.min(1, width / all.width, height / all.height);
  const [box, zoom] = scale < LEGIBLE ? [around(steps.slice(0, 1)), LEGIBLE] : [all, scale];
  canvas.viewbox({
    x: box.x + box.width / 2 - width / zoom / 2,
    y: box.y + box.height / 2 - height / zoom / 2,
    width: width / zoom,
    height: height / zoom
  });
}

/** Opens a diagram on these steps, with the whole of it and what is above one click away. */
function open(viewer, steps, words, above) {
  const canvas = viewer.get('canvas');
  canvas.getContainer().append(el('div', { class: 'qf-place' },
    el('button', { type: 'button', class: 'btn btn-default btn-sm', onclick: () => look(viewer, steps) }, words),
    el('button', { type: 'button', class: 'btn btn-default btn-sm', onclick: () => canvas.zoom('fit-viewport', 'auto') },
      text('board.wholePicture')),
    above && el('a', { class: 'btn btn-default btn-sm', href: above }, text('board.above'))));
  look(viewer, steps);
}

const counts = {
  id: 'qingfeng-counts',
  pluginPoint: 'cockpit.processDefinition.diagram.plugin',
  async render(viewer, { processDefinitionId }) {
    const overlays = viewer.get('overlays');
    const elements = viewer.get('elementRegistry');
    if (!(await mayOpen()).board) {
      // Whoever watches no clues sees the diagram as the engine draws it.
      return;
    }
    const waiting = (await tasksOf(processDefinitionId)).filter(at => elements.get(at.element));
    waiting.forEach(at => {
      const title = text(at.called ? 'board.phase' : 'board.badge', { open: at.open, overdue: at.overdue });
      if (at.called) {
        // A phase says in words how many clues stand there; the words lead into it.
        overlays.add(at.element, {
          position: { top: -28, left: 0 },
          html: el('a', { class: `qf-phase ${at.overdue ? 'overdue' : ''}`, href: `#/process-definition/${at.called}/runtime`,
            title: text('board.into', { name: nameOf(elements, at.element) }) }, title)
        });
        return;
      }
      overlays.add(at.element, {
        position: { top: -14, right: 24 },
        html: el('div', { class: `qf-badge ${at.overdue ? 'overdue' : ''}`, title },
          at.overdue ? `${at.overdue}/${at.open}` : `${at.open}`)
      });
    });
    // The phases that follow each other, not those beside.
    const phases = waiting.filter(at => at.called).map(at => elements.get(at.element)).filter(phase => !phase.parent.parent);
    if (phases.length) {
      open(viewer, phases, text('board.phases'));
    }
  }
};

/** On an instance: where it stands, large enough to read; the phase below and the overview above are one click away. */
const instance = {
  id: 'qingfeng-place',
  pluginPoint: 'cockpit.processInstance.diagram.plugin',
  async render(viewer, { processInstanceId }) {
    const elements = viewer.get('elementRegistry');
    if (!(await mayOpen()).board) {
      return;
    }
    const place = await aroundInstance(processInstanceId);
    Object.entries(place.below).filter(([element]) => elements.get(element)).forEach(([element, called]) =>
      viewer.get('overlays').add(element, {
        position: { top: -28, left: 0 },
        html: el('a', { class: 'qf-phase', href: `#/process-instance/${called}/runtime` },
          text('board.into', { name: nameOf(elements, element) }))
      }));
    open(viewer, place.here.map(id => elements.get(id)).filter(Boolean), text('board.here'),
      place.above && `#/process-instance/${place.above}/runtime`);
  }
};

const tab = {
  id: 'qingfeng-instance',
  pluginPoint: 'cockpit.processInstance.runtime.tab',
  priority: 1000,
  properties: { label: text('clueTab') },
  async render(node, { processInstanceId }) {
    node.classList.add('qf-tab');
    fill(node, el('p', { role: 'status' }, text('loading')));
    const show = async said => {
      try {
        const clue = await clueOfInstance(processInstanceId);
        fill(node, el('div', { class: 'qf-headline' }, headline(clue),
          el('a', { class: 'btn btn-default btn-sm', href: `${root}/clues/${clue.clueNumber}` }, text('board.page'))),
        el('p', { class: 'qf-said', role: 'status' }, said),
        whole(clue, path => openAct(clue.clueNumber, clue.title, path, show)));
      } catch (error) {
        fill(node, excuse(error));
      }
    };
    await show('');
  }
};

function trouble(what, since, cause, again, done) {
  const button = el('button', { type: 'button', class: 'btn btn-default btn-sm', onclick: async () => {
    button.disabled = true;
    try {
      await again();
      done(text('trouble.again', { what }));
    } catch (error) {
      done(error.detail || text('act.failed'));
    }
  } }, text('trouble.retry'));
  return el('tr', {}, el('td', { class: 'qf-wide' }, what), el('td', {}, time(since)),
    el('td', { class: 'qf-wide' }, cause), el('td', {}, button));
}

/** For administrators: jobs that gave up and notices that never arrived, each with its cause and a way to try again. */
const failures = {
  id: 'qingfeng-failures',
  pluginPoint: 'cockpit.dashboard',
  priority: 1001,
  render(node) {
    node.classList.add('qf-boardplace');
    let said = '';
    const run = refreshed(node, async () => {
      if (!(await mayOpen()).troubles) {
        node.remove();
        return;
      }
      const [jobs, letters] = await Promise.all([troubles(), undelivered()]);
      const done = words => { said = words; run(); };
      const rows = [
        ...jobs.map(one => trouble(one.what, one.since, one.cause, () => retry(one.id), done)),
        ...letters.map(one => trouble(text('trouble.letter', { event: one.subject, number: one.clueNumber || '',
          recipient: one.recipientName }), one.createdAt, one.reason, () => sendAgain(one.id), done))
      ];
      fill(node, el('h3', {}, text('trouble.heading')), el('p', { class: 'qf-said', role: 'status' }, said),
        rows.length ? el('table', { class: 'qf-board table' },
          el('thead', {}, el('tr', {}, ['what', 'since', 'cause', 'act'].map(key =>
            el('th', { scope: 'col' }, text(`trouble.${key}`))))), el('tbody', {}, rows))
          : el('p', {}, text('trouble.none')));
    });
  }
};

export default [board, failures, counts, instance, tab];
