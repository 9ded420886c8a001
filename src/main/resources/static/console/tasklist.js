// Everything of ours in Tasklist. Each plugin draws into the place that Tasklist gives it.
import { el, fill } from './elements.js';
import { awaited, briefOfTask, clueOfTask, matter, mayOpen, root, unread } from './server.js';
import { chip, due, excuse, headline, reason, runningLimit, toScreen, underPressure, whole } from './clue.js';
import { basisOf } from './basis.js';
import { closeDrawer, openDrawer } from './drawer.js';
import { holdSession } from './drafts.js';
import { countFilters } from './filters.js';
import { speakInForms } from './forms.js';
import { text } from './texts.js';

/** The open task's id stands in the URL's fragment. */
function openTask() {
  const match = /[?&]task=([^&]+)/.exec(location.hash);
  return match ? decodeURIComponent(match[1]) : null;
}

/** Calls back now and whenever another task is opened, until the plugin's place is gone. */
function onTask(scope, callback) {
  let shown;
  const look = () => {
    const id = openTask();
    if (id !== shown) {
      shown = id;
      closeDrawer();
      callback(id);
    }
  };
  // Tasklist changes the fragment through the history, which sends no hashchange; the scope hears of both.
  window.addEventListener('hashchange', look);
  const stop = scope && scope.$root ? scope.$root.$on('$locationChangeSuccess', look) : () => {};
  if (scope && scope.$on) {
    scope.$on('$destroy', () => {
      window.removeEventListener('hashchange', look);
      stop();
      closeDrawer();
    });
  }
  look();
}

/** A task of a matter instead of a clue: what it is about, and what was filled in before; else why there is nothing. */
async function matterOf(taskId, error) {
  const brief = await briefOfTask(taskId).catch(() => null);
  if (!brief || !brief.link) {
    return excuse(error);
  }
  const told = await matter(brief.clueNumber).catch(() => ({ answers: [] }));
  return [
    el('div', {}, chip(brief), ' ',
      el('a', { href: root + brief.link, target: '_blank', rel: 'noopener' }, brief.clueNumber), ' ',
      el('strong', {}, brief.title), ' ', el('span', {}, brief.unit)),
    brief.left && el('div', { class: 'qf-limit' }, due(brief)),
    ...told.answers.map(entry => el('div', { class: 'qf-limit' }, el('strong', {}, entry.step), ' ',
      ...entry.told.flatMap(one => [el('span', {}, `${one.label}：${one.text}`), ' '])))
  ];
}

const strip = {
  id: 'qingfeng-strip',
  pluginPoint: 'tasklist.task.action',
  priority: 1000,
  render(node, _, scope) {
    if (scope && scope.$root) {
      holdSession(scope.$root);
    }
    node.classList.add('qf-strip');
    node.setAttribute('role', 'region');
    node.setAttribute('aria-label', text('strip'));
    // What lies below moves down when the strip is filled, away from under the pointer of who is about to claim: it is
    // shown when nothing moves any more.
    const settled = now => document.body.classList.toggle('qf-unsettled', !now);
    onTask(scope, async id => {
      fill(node);
      settled(!id);
      if (!id) {
        return;
      }
      try {
        const clue = await clueOfTask(id);
        if (openTask() !== id) {
          return;
        }
        const limit = runningLimit(clue);
        const button = el('button', { type: 'button', class: 'btn btn-default btn-sm',
          onclick: () => openDrawer(clue, button) }, text('open'));
        const pressed = el('div', {});
        const press = () => fill(pressed, underPressure(clue).map(line => el('div', { class: 'qf-limit' }, line)));
        press();
        // Drawer and tab show the same clue: what is proved there is no longer missing here.
        pressed.addEventListener('qf-files', event => {
          clue.lacksProof = event.detail.lacksProof;
          press();
        });
        fill(node, el('div', { class: 'qf-headline' }, headline(clue), button),
          el('div', { class: 'qf-limit' }, limit
            ? [el('span', {}, limit.name, ' '), due(limit), ' ', el('small', {}, reason(limit))]
            : text('noLimit')),
          limit && clue.otherClock && clue.otherClock.kind !== limit.kind && el('div', { class: 'qf-limit' },
            el('span', {}, clue.otherClock.name, ' '), due(clue.otherClock)),
          toScreen(clue) && el('div', { class: 'qf-limit' }, toScreen(clue)),
          pressed,
          basisOf(clue));
      } catch (error) {
        const about = await matterOf(id, error);
        if (openTask() !== id) {
          return;
        }
        fill(node, about);
      } finally {
        if (openTask() === id) {
          settled(true);
        }
      }
    });
  }
};

const tab = {
  id: 'qingfeng-clue',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: { label: text('clueTab') },
  async render(node, { taskId }) {
    node.classList.add('qf-tab');
    fill(node, el('p', { role: 'status' }, text('loading')));
    try {
      fill(node, whole(await clueOfTask(taskId)));
    } catch (error) {
      fill(node, await matterOf(taskId, error));
    }
  }
};

const card = {
  id: 'qingfeng-card',
  pluginPoint: 'tasklist.card',
  priority: 1000,
  async render(node, { taskId }) {
    node.classList.add('qf-card');
    try {
      const brief = await briefOfTask(taskId);
      if (!brief) {
        return;
      }
      const place = node.closest('li.task');
      if (place) {
        place.classList.add('qf-known');
      }
      fill(node,
        el('div', { class: 'qf-title' }, brief.title),
        el('div', {}, chip(brief), el('span', { class: 'qf-number' }, brief.clueNumber), el('span', {}, brief.unit)),
        brief.left && el('div', {}, due(brief)));
    } catch (error) {
      // The list stays usable without the extra lines.
      console.warn(error);
    }
  }
};

/** Above the tasks: the unit's clues in which others are at work. A clue never vanishes from the eyes of who answers for it. */
const elsewhere = {
  id: 'qingfeng-elsewhere',
  pluginPoint: 'tasklist.list',
  priority: 900,
  render(node, _, scope) {
    node.classList.add('qf-elsewhere');
    let open = false;
    const look = async () => {
      const lines = await awaited().catch(() => []);
      fill(node, lines.length ? el('details', { class: 'qf-part', open, ontoggle: event => { open = event.target.open; } },
        el('summary', {}, text('elsewhere', { n: lines.length })),
        el('ul', {}, lines.map(line => el('li', {},
          el('a', { href: `${root}/clues/${encodeURIComponent(line.clueNumber)}`, target: '_blank', rel: 'noopener' },
            line.title), el('div', {}, chip(line), el('span', { class: 'qf-number' }, line.clueNumber)),
          el('div', {}, text('awaits', { what: line.awaited.join(text('separator')) })),
          line.left && el('div', {}, due(line)))))) : null);
    };
    const timer = setInterval(look, 60000);
    if (scope && scope.$on) {
      scope.$on('$destroy', () => clearInterval(timer));
    }
    look();
  }
};

function link(id, priority, href, icon, label, allowed) {
  return {
    id,
    pluginPoint: 'tasklist.navbar.action',
    priority,
    async render(node) {
      const may = await mayOpen().catch(() => ({}));
      if (may[allowed]) {
        fill(node, el('a', { href: root + href, class: 'qf-link' },
          el('span', { class: `glyphicon glyphicon-${icon}`, 'aria-hidden': 'true' }), ' ', label));
      }
    }
  };
}

const bell = {
  id: 'qingfeng-inbox',
  pluginPoint: 'tasklist.navbar.action',
  priority: 310,
  render(node, _, scope) {
    const count = el('span', { class: 'qf-count', hidden: true });
    const anchor = el('a', { href: `${root}/inbox`, class: 'qf-link', title: text('inbox') },
      el('span', { class: 'glyphicon glyphicon-bell', 'aria-hidden': 'true' }), ' ', text('inbox'), count);
    fill(node, anchor);
    const look = () => unread().then(n => {
      count.textContent = n > 99 ? '99+' : String(n);
      count.hidden = !n;
      anchor.setAttribute('aria-label', n ? text('inboxUnread', { n }) : text('inbox'));
    }).catch(() => { count.hidden = true; });
    const timer = setInterval(look, 60000);
    window.addEventListener('focus', look);
    if (scope && scope.$on) {
      scope.$on('$destroy', () => {
        clearInterval(timer);
        window.removeEventListener('focus', look);
      });
    }
    look();
  }
};

speakInForms();
countFilters();

// Tasklist links each task to Cockpit, which answers whoever may not watch there with a bare refusal.
mayOpen().then(may => document.body.classList.toggle('qf-nocockpit', !may.board)).catch(() => {});

export default [
  strip,
  tab,
  card,
  elsewhere,
  link('qingfeng-register', 330, '/register', 'plus-sign', text('register'), 'register'),
  link('qingfeng-ledger', 320, '/ledger', 'list-alt', text('ledger'), 'ledger'),
  bell
];
