// What is typed beside a task, in the drawer and its dialogs, is kept like what is typed into its form.
import { draftAt, dropDraftAt, keepDraftAt } from './server.js';
import { el, fill } from './elements.js';
import { text, time } from './texts.js';
import { NOTHING } from '../js/tab.js';

const PAUSE = 800;

/**
 * @param {string} at the address that it will be sent to
 * @param {function(): object} typed what stands there now
 * @param {function(object)} restore puts back what was typed before; not called when something stands there
 * @returns what to call after a key and after sending, and a line for what there is to be said
 */
export function keeper(at, typed, restore) {
  const notice = el('p', { class: 'qf-draft', role: 'status' });
  let timer = null;
  let version = NOTHING;
  let disputed = false;
  draftAt(at).then(draft => {
    version = draft ? draft.version : NOTHING;
    if (draft && !Object.values(typed()).some(Boolean)) {
      restore(draft.answers);
    }
  }).catch(() => {});

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  /** It was typed on and saved in another window, or on the clue's page. */
  async function ask() {
    const theirs = await draftAt(at);
    if (!theirs) {
      version = NOTHING;
      later();
      return;
    }
    disputed = true;
    const choice = (word, does) => el('button', { type: 'button', class: 'btn-link', onclick: () => {
      disputed = false;
      ({ version } = theirs);
      fill(notice);
      does();
    } }, text(word));
    fill(notice, text('draft.elsewhere', { at: time(theirs.savedAt).slice(11) }), ' ',
      choice('draft.theirs', () => restore(theirs.answers)), ' ', choice('draft.mine', save));
  }

  async function save() {
    if (disputed) {
      return;
    }
    try {
      ({ version } = await keepDraftAt(at, typed(), version));
    } catch (error) {
      if (error.status === 409) {
        await ask();
      } else {
        console.warn(error);
      }
    }
  }

  return {
    notice,
    later,
    sent() {
      clearTimeout(timer);
      fill(notice);
      disputed = false;
      version = NOTHING;
      dropDraftAt(at).catch(error => console.warn(error));
    }
  };
}
