// Hides and shows conditional fields after a change. The server works out the conditions, so there is one truth; it is
// sent only the answers that conditions read. Without this script, or without an answer, every field is shown.
// Whether a conditional field must be filled in is known once it is hidden when it need not be.
document.documentElement.classList.add('scripted');

const asking = new Set();

/** Settles when it is known which fields show. */
export async function settled() {
  while (asking.size) await Promise.all([...asking]);
}

for (const form of document.querySelectorAll('form[data-visible]')) {
  let turn = 0;
  const asked = () => [...form.querySelectorAll('[data-asked]')];
  const ask = async () => {
    const mine = ++turn;
    const body = new URLSearchParams();
    for (const place of asked()) {
      for (const input of place.querySelectorAll('input, select, textarea')) {
        const silent = (input.type === 'checkbox' || input.type === 'radio') && !input.checked;
        if (input.name && !silent) body.append(input.name, input.value);
      }
    }
    const token = form.querySelector('input[name="_csrf"]');
    if (token) body.append('_csrf', token.value);
    let hidden = [];
    try {
      const answer = await fetch(form.dataset.visible, {method: 'POST', body, credentials: 'same-origin'});
      if (answer.ok) hidden = (await answer.json()).hidden;
      // The cookie that the page's token belongs to has gone.
      if (answer.status === 403) form.dataset.stale = 'true';
    } catch {
      // offline: show everything, the check on the server decides
    }
    if (mine !== turn) return;
    for (const place of form.querySelectorAll('[data-component]')) {
      place.hidden = hidden.includes(place.dataset.component);
    }
    form.dispatchEvent(new Event('shown'));
  };
  const askNow = () => {
    const answer = ask().finally(() => asking.delete(answer));
    asking.add(answer);
  };
  // Enter in a field of one line would send a form that is half filled in.
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.isComposing && event.target.matches('input:not([type=submit], [type=button], [type=file])')) {
      event.preventDefault();
    }
  });
  form.addEventListener('change', event => {
    if (event.target.closest('[data-asked]')) askNow();
  });
  // The server marks what to hide and leaves the hiding to us: without script nothing may be out of reach.
  for (const place of form.querySelectorAll('[data-hide]')) place.hidden = true;
  // The browser may have kept answers over a reload.
  if (asked().length > 0) askNow();
  document.getElementById('form-errors')?.focus();
}
