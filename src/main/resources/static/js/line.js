// Sends a step once, when there is a line: without one what was typed stays here, and goes by itself when the line is back.
const form = document.getElementById('step');
const away = document.getElementById('away');
const AGAIN = 4000;
let waiting = null;
let sent = false;

async function reaches() {
  try {
    const answer = await fetch(form.dataset.here, { method: 'HEAD', cache: 'no-store', credentials: 'same-origin' });
    return answer.ok;
  } catch {
    return false;
  }
}

async function send() {
  clearTimeout(waiting);
  if (sent) return;
  if (navigator.onLine && await reaches()) {
    if (sent) return;
    sent = true;
    // Pressed anew, so that whatever else listens to a sending hears it: the draft goes when it has arrived.
    form.requestSubmit();
    return;
  }
  away.hidden = false;
  away.scrollIntoView();
  waiting = setTimeout(send, AGAIN);
}

form.addEventListener('submit', event => {
  if (sent || event.submitter?.name === '_refresh') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  send();
}, true);
window.addEventListener('online', () => { if (waiting) send(); });
// Whoever goes on typing has not sent yet.
form.addEventListener('input', () => {
  if (!waiting) return;
  clearTimeout(waiting);
  waiting = null;
  away.hidden = true;
});
window.addEventListener('pageshow', event => { if (event.persisted) sent = false; });
