// A sheet at the right edge that leaves the form where it is.
import { el } from './elements.js';
import { headline, whole } from './clue.js';
import { text } from './texts.js';

let open = null;

export function closeDrawer() {
  if (open) {
    document.removeEventListener('keydown', open.onKey, true);
    open.sheet.remove();
    if (open.opener && document.contains(open.opener)) {
      open.opener.focus();
    }
    open = null;
  }
}

export function openDrawer(clue, opener) {
  closeDrawer();
  const close = el('button', { type: 'button', class: 'btn btn-default btn-sm', onclick: closeDrawer }, text('close'));
  const sheet = el('aside', { class: 'qf-drawer', role: 'dialog', 'aria-label': text('clueTab') },
    el('header', {}, el('div', { class: 'qf-headline' }, headline(clue)), close),
    el('div', { class: 'qf-body', tabindex: '0' }, whole(clue)));
  const onKey = event => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      closeDrawer();
    }
  };
  document.addEventListener('keydown', onKey, true);
  document.body.appendChild(sheet);
  open = { sheet, opener, onKey };
  close.focus();
}
