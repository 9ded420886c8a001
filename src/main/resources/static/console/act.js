// What a supervisor does to a clue from Cockpit: choose, fill in, read what it will do and whom it reaches, confirm.
import { el, fill } from './elements.js';
import { keeper } from './keep.js';
import { actionOf, actionsOn, take } from './server.js';
import { text } from './texts.js';

let sequence = 0;

function field(part, fault) {
  const id = `qf-act-${sequence += 1}`;
  const notes = [part.help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ') || null;
  const common = { id, name: part.name, required: part.required, 'aria-describedby': notes,
    'aria-invalid': fault ? 'true' : null };
  const said = [part.help && el('p', { class: 'qf-help', id: `${id}-help` }, part.help),
    fault && el('p', { class: 'qf-fault', id: `${id}-fault` }, fault)];
  const label = el('label', { for: id }, part.label, part.required && el('span', { 'aria-hidden': 'true' }, ' *'));
  switch (part.type) {
    case 'text':
      return el('p', { class: 'qf-help' }, part.text);
    case 'checkbox':
      return el('div', { class: 'qf-field' }, el('label', { class: 'qf-option' },
        el('input', { ...common, type: 'checkbox' }), ' ', part.label), said);
    case 'radio':
      return el('fieldset', { class: 'qf-field', 'aria-describedby': notes }, el('legend', {}, part.label),
        part.choices.map(choice => el('label', { class: 'qf-option' },
          el('input', { type: 'radio', name: part.name, value: choice.value, required: part.required }),
          ' ', choice.label)), said);
    case 'select':
      return el('div', { class: 'qf-field' }, label, el('select', { ...common, class: 'form-control' },
        el('option', { value: '' }, text('act.pick')),
        part.choices.map(choice => el('option', { value: choice.value }, choice.label))), said);
    case 'textarea':
      return el('div', { class: 'qf-field' }, label,
        el('textarea', { ...common, class: 'form-control', rows: '3', maxlength: '2000' }), said);
    case 'number':
      return el('div', { class: 'qf-field' }, label,
        el('input', { ...common, class: 'form-control qf-short', type: 'number', step: '1', min: '1' }), said);
    default:
      return el('div', { class: 'qf-field' }, label,
        el('input', { ...common, class: 'form-control', type: part.inputType || 'text' }), said);
  }
}

function answers(form, parts) {
  const filled = {};
  parts.filter(part => part.name).forEach(part => {
    const input = part.type === 'radio'
      ? form.querySelector(`input[name="${part.name}"]:checked`) : form.elements[part.name];
    if (!input) {
      return;
    }
    if (part.type === 'checkbox') {
      filled[part.name] = input.checked;
    } else if (input.value !== '') {
      filled[part.name] = part.type === 'number' ? Number(input.value) : input.value;
    }
  });
  return filled;
}

/** What was filled in, as it will be sent. */
function shown(parts, filled) {
  return el('dl', { class: 'qf-facts' }, parts
    .filter(part => part.type !== 'checkbox' && filled[part.name] !== undefined)
    .map(part => {
      const choice = (part.choices || []).find(one => one.value === filled[part.name]);
      return el('div', {}, el('dt', {}, part.label), el('dd', {}, choice ? choice.label : filled[part.name]));
    }));
}

/**
 * Opens the dialog about a clue: with one action, or with a choice of all that the person may do.
 *
 * @param done called with a sentence once it is done
 */
export function openAct(number, title, path, done) {
  const opener = document.activeElement;
  const body = el('div', {});
  const heading = el('h3', { id: 'qf-act-heading' }, text('act.heading'));
  const dialog = el('dialog', { class: 'qf-act', 'aria-labelledby': 'qf-act-heading' }, heading,
    el('p', { class: 'qf-about' }, el('span', { class: 'qf-number' }, number), title), body);
  const close = () => dialog.close();
  let kept = null;
  let shownForm = null;
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (opener && document.contains(opener)) {
      opener.focus();
    }
  });
  // Cockpit listens to keys of its own.
  dialog.addEventListener('keydown', event => event.stopPropagation());
  const button = (label, onclick, kind = 'default') =>
    el('button', { type: 'button', class: `btn btn-${kind}`, onclick }, label);
  const failed = error => fill(body, el('p', { class: 'qf-fault', role: 'alert' }, error.detail || text('act.failed')),
    el('div', { class: 'qf-buttons' }, button(text('close'), close)));

  async function choose() {
    const offers = await actionsOn(number);
    fill(body, offers.length ? el('p', {}, text('act.choose')) : el('p', { role: 'status' }, text('act.nothing')),
      el('div', { class: 'qf-choices' }, offers.map(offer =>
        button(offer.name, () => ask(offer.path).catch(failed)))),
      el('div', { class: 'qf-buttons' }, button(text('act.cancel'), close)));
    (body.querySelector('button') || dialog).focus();
  }

  async function ask(chosen) {
    const action = await actionOf(number, chosen);
    heading.textContent = action.name;
    // The same click, however often it is sent, acts once.
    const once = crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
    const at = `/clues/${number}/act/${action.path}`;
    kept = keeper(at, () => shownForm ? answers(shownForm, action.parts) : {}, typed => {
      // Ticks are given anew.
      write(action, once, Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== true)), null);
    });
    write(action, once, {}, null);
  }

  function write(action, once, filled, refused) {
    const faults = Object.fromEntries(((refused && refused.faults) || []).map(one => [one.field, one.message]));
    const form = el('form', { autocomplete: 'off', onsubmit: event => {
      event.preventDefault();
      confirm(action, once, answers(form, action.parts));
    } },
    refused && el('p', { class: 'qf-fault', role: 'alert', tabindex: '-1' }, refused.detail || text('act.failed')),
    action.parts.map(part => field(part, faults[part.name])), kept.notice,
    el('div', { class: 'qf-buttons' },
      el('button', { type: 'submit', class: 'btn btn-primary' }, text('act.next')),
      button(text('act.cancel'), close)));
    shownForm = form;
    form.addEventListener('input', kept.later);
    fill(body, form);
    Object.entries(filled).forEach(([name, value]) => {
      const inputs = [...form.querySelectorAll(`[name="${name}"]`)];
      inputs.forEach(input => {
        if (input.type === 'checkbox') {
          input.checked = Boolean(value);
        } else if (input.type === 'radio') {
          input.checked = input.value === value;
        } else {
          input.value = value;
        }
      });
    });
    (form.querySelector('[role=alert]') || form.querySelector('input, select, textarea')).focus();
  }

  function confirm(action, once, filled) {
    const { effects, reached } = action.outlook;
    const go = button(text('act.confirm', { action: action.name }), async () => {
      go.disabled = true;
      try {
        await take(action, filled, once);
        kept.sent();
        close();
        done(text('act.done', { action: action.name, number }));
      } catch (error) {
        write(action, once, filled, error);
      }
    }, 'primary');
    fill(body, shown(action.parts, filled),
      el('h4', {}, text('act.will')), el('ul', {}, effects.map(one => el('li', {}, one))),
      el('h4', {}, text('act.reached')),
      reached.length ? el('p', {}, reached.join(text('separator'))) : el('p', {}, text('act.nobody')),
      el('div', { class: 'qf-buttons' }, go,
        button(text('act.mend'), () => write(action, once, filled, null)), button(text('act.cancel'), close)));
    go.focus();
  }

  document.body.appendChild(dialog);
  dialog.showModal();
  (path ? ask(path) : choose()).catch(failed);
}
