// On every page of whoever has signed in. A form whose session has ended meanwhile asks for the password in place and is
// then sent, once; a second click sends nothing. Without this script the server keeps what was typed (kept.html).
import { signInAgain } from './sign-in.js';

const place = document.getElementById('session');
const words = { ...place.dataset };
const root = words.root.replace(/\/$/, '');
/** Forms whose session has been found alive for the send under way. */
const checked = new WeakSet();
/** Forms that are on their way. */
const gone = new WeakSet();

/** Signed in, after asking for the password where that is needed, and every form of the page has a token that holds. */
export async function alive() {
  const answer = await fetch(`${root}/api/inbox/unread`, { headers: { Accept: 'application/json' }, credentials: 'same-origin', cache: 'no-store' });
  if (answer.status !== 401) {
    return;
  }
  await signInAgain(root, words.person, words);
  await freshTokens();
}

/** With a new session come new tokens; those of this page's forms are void. */
export async function freshTokens() {
  const page = await fetch(window.location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
  const other = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('input[name=_csrf]');
  if (other) {
    document.querySelectorAll('input[name=_csrf]').forEach(input => { input.value = other.value; });
  }
}

document.addEventListener('submit', async event => {
  const form = event.target;
  if (form.method !== 'post' || form.matches('.logout')) {
    return;
  }
  if (gone.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (checked.delete(form)) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  gone.add(form);
  // Without a line the form is sent all the same, and the browser says what is wrong.
  await alive().catch(() => {});
  gone.delete(form);
  checked.add(form);
  form.requestSubmit(submitter);
}, true);

window.addEventListener('submit', event => {
  if (event.target.method === 'post' && !event.defaultPrevented) {
    gone.add(event.target);
    // A page that hands out a file stays where it is.
    setTimeout(() => gone.delete(event.target), 3000);
  }
});

/** An open group of the menu closes with Escape, and when somebody goes on elsewhere. */
function closeMenus(except) {
  document.querySelectorAll('.menu[open]').forEach(menu => {
    if (!menu.contains(except)) {
      menu.open = false;
    }
  });
}

document.addEventListener('click', event => closeMenus(event.target));
document.addEventListener('focusin', event => closeMenus(event.target));
document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && document.querySelector('.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
