// Tasklist opens on what waits for the person, what is due first at the top, with a number on every filter. By itself it
// opens on what was made last, and counts the filter that is looked at.
import { countsOfFilters } from './server.js';

const DUE_FIRST = JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }]);
const EVERY = 20000;

/** Call before Tasklist starts: it reads the order from its address. */
export function openOnWhatWaits() {
  const [path, query = ''] = window.location.hash.replace(/^#/, '').split('?');
  const wish = new URLSearchParams(query);
  if ((path && path !== '/') || wish.has('sorting')) {
    return;
  }
  wish.set('sorting', DUE_FIRST);
  window.history.replaceState(null, '', `#/?${wish}`);
}

let counts = new Map();

/** A filter's name, without what stands behind it. */
function nameOf(link) {
  return [...link.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('').trim();
}

function show() {
  document.querySelectorAll('.task-filter h4.name a').forEach(link => {
    const count = counts.get(nameOf(link));
    let place = link.querySelector('.qf-waiting');
    if (count === undefined) {
      return;
    }
    if (!place) {
      place = document.createElement('span');
      place.className = 'qf-waiting';
      link.append(place);
    }
    const words = `(${count})`;
    if (place.textContent !== words) {
      place.textContent = words;
    }
  });
}

async function ask() {
  if (document.visibilityState === 'visible' && document.querySelector('.task-filter')) {
    counts = new Map((await countsOfFilters()).map(one => [one.name, one.count]));
    show();
  }
}

const look = () => ask().catch(() => {});

export function countFilters() {
  let found = false;
  new MutationObserver(() => {
    if (!found && document.querySelector('.task-filter h4.name a')) {
      found = true;
      look();
    }
    if (found) {
      show();
    }
  }).observe(document.body, { childList: true, subtree: true });
  setInterval(look, EVERY);
  document.addEventListener('visibilitychange', look);
  // What was claimed, put back or completed counts elsewhere now.
  let soon;
  document.addEventListener('click', event => {
    if (event.target.closest('.task-details')) {
      clearTimeout(soon);
      soon = setTimeout(look, 1500);
    }
  }, true);
}
