// Shows how a notice reads while it is written. Without this script the button “preview” does the same.
const form = document.querySelector('form[data-preview]');
let turn = 0;
let waiting;
const show = async () => {
  const mine = ++turn;
  const body = new URLSearchParams(new FormData(form));
  let answer;
  try {
    answer = await fetch(form.dataset.preview, {method: 'POST', body, credentials: 'same-origin'});
  } catch {
    return; // offline: the last preview stays, the check on the server decides
  }
  if (!answer.ok || mine !== turn) return;
  const seen = await answer.json();
  for (const part of ['subject', 'body']) {
    form.querySelector(`[data-shown="${part}"]`).textContent = seen[part];
    const fault = form.querySelector(`[data-fault="${part}"]`);
    fault.textContent = seen.faults[part] ?? '';
    fault.hidden = !seen.faults[part];
    fault.closest('.field').classList.toggle('wrong', Boolean(seen.faults[part]));
  }
};
form?.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 300);
});
for (const place of form?.querySelectorAll('.place') ?? []) {
  place.addEventListener('click', () => {
    const text = form.elements.body;
    text.setRangeText(place.textContent, text.selectionStart, text.selectionEnd, 'end');
    text.focus();
    show();
  });
}
