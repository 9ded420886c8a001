// What is typed beside a task, in the drawer and its dialogs, is kept like what is typed into its form.
import { draftAt, dropDraftAt, keepDraftAt } from './server.js';

const PAUSE = 800;

/**
 * @param {string} at the address that it will be sent to
 * @param {function(): object} typed what stands there now
 * @param {function(object)} restore puts back what was typed before; not called when something stands there
 */
export function keeper(at, typed, restore) {
  let timer = null;
  draftAt(at).then(draft => {
    if (draft && !Object.values(typed()).some(Boolean)) {
      restore(draft.answers);
    }
  }).catch(() => {});
  return {
    later() {
      clearTimeout(timer);
      timer = setTimeout(() => keepDraftAt(at, typed()).catch(error => console.warn(error)), PAUSE);
    },
    sent() {
      clearTimeout(timer);
      dropDraftAt(at).catch(error => console.warn(error));
    }
  };
}
