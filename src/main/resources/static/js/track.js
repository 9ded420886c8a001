// Keeps what the holder of a receipt writes until it is sent: on the server, sealed, for two hours, under the case. The
// browser keeps nothing of it, and the receipt travels with none of it.
const PAUSE = 1500;

const cases = [...document.querySelectorAll('section.case[data-proof]')];

function typed(place) {
  const fields = [];
  for (const input of place.querySelectorAll('form.ask input, form.ask textarea')) {
    const silent = ['hidden', 'file', 'submit'].includes(input.type)
      || (['checkbox', 'radio'].includes(input.type) && !input.checked);
    if (!silent && input.name && input.value) fields.push([input.name, input.value]);
  }
  return fields;
}

function send(place, path, fields, leaving) {
  const { drafts, once, number, proof } = place.dataset;
  return fetch(drafts + path, { method: 'POST', credentials: 'same-origin', keepalive: leaving,
    body: new URLSearchParams([...fields, ['_once', once], ['number', number], ['_proof', proof]]) });
}

for (const place of cases) {
  let known = JSON.stringify(typed(place));
  let over = false;
  let soon;
  const save = async (leaving = false) => {
    clearTimeout(soon);
    const now = typed(place);
    if (over || JSON.stringify(now) === known) return;
    try {
      const answer = await send(place, '', now, leaving === true);
      if (answer.ok) known = JSON.stringify(now);
    } catch {
      // tried again with the next key, or when the page is left
    }
  };
  for (const sign of ['input', 'change']) {
    place.addEventListener(sign, () => {
      clearTimeout(soon);
      soon = setTimeout(save, PAUSE);
    });
  }
  // What is on its way is kept no more; what stands in the other form was kept as it was typed.
  place.addEventListener('submit', event => {
    if (!event.target.matches('form.ask')) return;
    over = true;
    clearTimeout(soon);
  });
  window.addEventListener('pagehide', () => save(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save(true);
  });
}

const forget = document.getElementById('forget');
if (forget) {
  forget.hidden = false;
  forget.addEventListener('click', async () => {
    await Promise.all(cases.map(place => send(place, '/drop', [], false).catch(() => {})));
    for (const place of cases) {
      place.querySelectorAll('form.ask textarea').forEach(input => { input.value = ''; });
      place.querySelectorAll('form.ask input:checked').forEach(input => { input.checked = false; });
    }
    document.getElementById('restored').hidden = true;
  });
}
