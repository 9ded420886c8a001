// The answer is here: nothing of what was typed stays, neither in the browser nor, as unsent, on the server.
import { token } from './sign-in.js';

const page = document.getElementById('arrived');
try {
  const last = JSON.parse(localStorage.getItem('qingfeng.page'));
  if (last && page.dataset.drafts) {
    fetch(`${page.dataset.drafts}/drop`, { method: 'POST', credentials: 'same-origin', keepalive: true,
      body: new URLSearchParams({ _once: last._once, _puzzle: last._puzzle }) });
  }
  localStorage.removeItem('qingfeng.page');
  sessionStorage.removeItem('qingfeng.unsent');
} catch {
  // a browser that keeps nothing has nothing to forget
}
if (page.dataset.keep) {
  fetch(page.dataset.keep, { method: 'DELETE', credentials: 'same-origin', keepalive: true, headers: { 'X-CSRF-TOKEN': token() } });
}
