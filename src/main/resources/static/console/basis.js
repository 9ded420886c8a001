// What a task is decided on, above its form: nobody signs blind. All of it comes with the clue, as the person may read it.
import { el } from './elements.js';
import { marksOf } from './server.js';
import { pairs, prose, sheet, wishLine, orderLine } from './clue.js';
import { text, time } from './texts.js';

function part(title, open, ...content) {
  return el('details', { class: 'qf-part', open }, el('summary', {}, title), content);
}

/** The clue's own text; before dispatch with what may tell who reported marked in it, as it was decided or not yet. */
function told(clue, open) {
  const narrative = el('div', {}, prose(clue.narrative));
  const request = el('div', {}, prose(clue.request));
  if (clue.screening && clue.screening.places) {
    marksOf(clue.clueNumber).then(marked => marked.texts.forEach(one => {
      const place = { NARRATIVE: narrative, REQUEST: request }[one.part];
      if (place) {
        place.replaceChildren(el('p', { class: 'qf-prose' }, one.pieces.map(piece => piece.place
          ? el('mark', { class: piece.covered ? 'qf-covered' : '', title: text(piece.covered ? 'covered' : 'marked') }, piece.text)
          : piece.text)));
      }
    })).catch(() => {});
  }
  return part(text('narrative'), open, narrative,
    clue.request && el('h5', {}, text('request')), clue.request && request);
}

/** The block; null for a task that is about nothing that can be shown. */
export function basisOf(clue) {
  const basis = clue.basis;
  if (!basis) {
    return null;
  }
  const { givenBack, sheets, wish, orders, textFirst } = basis;
  const shown = new Set(sheets.concat(givenBack || []).map(one => `${one.form} ${one.at}`));
  const earlier = (clue.answers || []).filter(one => !shown.has(`${one.form} ${one.at}`));
  const parts = [
    givenBack && el('div', { class: 'qf-back', role: 'note' }, el('b', {}, text('givenBack')), sheet(givenBack)),
    wish && part(text('wished'), true, el('ul', { class: 'qf-pressure' }, wishLine(wish))),
    orders.length ? part(text('pressure'), true, el('ul', { class: 'qf-pressure' }, orders.map(one => orderLine(one)))) : null,
    sheets.map(one => part([one.step, ' ', el('small', {}, text('answeredBy', { by: one.by, at: time(one.at) }))], true,
      pairs(one.values || []))),
    told(clue, textFirst),
    earlier.length ? part(text('earlier', { n: earlier.length }), false, earlier.map(sheet)) : null
  ];
  return el('section', { class: 'qf-basis', 'aria-label': text('basis') }, parts);
}
