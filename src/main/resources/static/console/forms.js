// The form renderer speaks English only: its few sentences are replaced where they appear.
import { english, text } from './texts.js';

const SENTENCES = [
  [/^Field is required\.$/, 'form.required'],
  [/^Field must match pattern .*$/, 'form.pattern'],
  [/^Field must have minimum value of (.+)\.$/, 'form.min'],
  [/^Field must have maximum value of (.+)\.$/, 'form.max'],
  [/^Field must have minimum length of (.+)\.$/, 'form.minLength'],
  [/^Field must have maximum length of (.+)\.$/, 'form.maxLength'],
  [/^Field must be a valid {1,2}international phone number.*$/, 'form.phone'],
  [/^Field must be a valid email\.$/, 'form.email'],
  [/^Value is not a number\.$/, 'form.number'],
  [/^Value is expected to be an integer\.$/, 'form.integer'],
  [/^Value is expected to have at most (.+) decimal digits?\.$/, 'form.decimals'],
  [/^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/, 'form.step'],
  [/^No results$/, 'form.noResults'],
  [/^All values selected$/, 'form.allSelected'],
  [/^Nothing to show\.$/, 'form.nothing'],
  [/^Add new$/, 'form.addNew'],
  [/^Select$/, 'form.select']
];

function ours(sentence) {
  const trimmed = sentence.trim();
  for (const [pattern, key] of SENTENCES) {
    const match = pattern.exec(trimmed);
    if (match) {
      return text(key, { 0: match[1], 1: match[2] });
    }
  }
  return null;
}

/** Only the renderer's own parts are touched: never what a form's owner wrote or what a person typed. */
const PARTS = '.fjs-form-field-error, .fjs-dropdownlist, .fjs-select-display, .fjs-repeat-render-footer, .fjs-table-empty, .fjs-table-body';

function speak(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let leaf = walker.nextNode(); leaf; leaf = walker.nextNode()) {
    const replaced = ours(leaf.data);
    if (replaced && replaced !== leaf.data) {
      leaf.data = replaced;
    }
  }
}

function look(container) {
  container.querySelectorAll(PARTS).forEach(speak);
  container.querySelectorAll('input[placeholder="Search"]').forEach(input => { input.placeholder = text('form.search'); });
  container.querySelectorAll('input.flatpickr-input').forEach(input => {
    if (input._flatpickr && !input.dataset.qf) {
      input.dataset.qf = 'done';
      input._flatpickr.set('locale', {
        firstDayOfWeek: 1,
        weekdays: { shorthand: text('weekdays'), longhand: text('weekdays') },
        months: { shorthand: text('months'), longhand: text('months') }
      });
    }
  });
}

/** What the engine's API puts before the reason why it refused: a sentence and an id that tell officials nothing. */
const BEFORE_REASON = /^Cannot [a-z ]+ [0-9a-f-]{36}: /;

function onlyTheReason(message) {
  if (BEFORE_REASON.test(message.textContent)) {
    message.textContent = message.textContent.replace(BEFORE_REASON, '');
  }
}

export function speakInForms() {
  let waiting = false;
  new MutationObserver(() => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        document.querySelectorAll('.page-notifications .message').forEach(onlyTheReason);
        if (!english) {
          document.querySelectorAll('.fjs-container').forEach(look);
        }
      });
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}
