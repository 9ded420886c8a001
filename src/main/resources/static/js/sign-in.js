// Signing in again without leaving the page: what is being filled in stays where it is. The page behind is covered, because
// whoever sits there now may be somebody else; another person can only leave for the login page.

/** What the server asks of a script in place of the form's field against forged posts. */
export function token() {
  const kept = /(?:^|; )QF-CSRF=([^;]+)/.exec(document.cookie);
  return kept ? kept[1] : '';
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

let asking = null;

/**
 * Asks the person to sign in again; settles when they have.
 * @param {string} root where our pages start
 * @param {string} person the user name
 * @param {{title, about, username, password, submit, other, failed}} words
 */
export function signInAgain(root, person, words) {
  if (!asking) {
    asking = ask(root, person, words).finally(() => { asking = null; });
  }
  return asking;
}

function ask(root, person, words) {
  return new Promise(resolve => {
    const password = element('input', { type: 'password', id: 'qf-password', autocomplete: 'current-password', maxlength: '256', required: '' });
    const fault = element('p', { role: 'alert', class: 'qf-fault' });
    const submit = element('button', { type: 'submit', class: 'button btn btn-primary' }, words.submit);
    const form = element('form', { method: 'dialog' },
      element('h2', {}, words.title),
      element('p', {}, words.about),
      element('p', {}, element('label', { for: 'qf-username' }, words.username),
        element('input', { type: 'text', id: 'qf-username', autocomplete: 'username', value: person, readonly: '' })),
      element('p', {}, element('label', { for: 'qf-password' }, words.password), password),
      fault,
      element('p', { class: 'actions' }, submit, ' ', element('a', { href: `${root}/login`, class: 'quiet' }, words.other)));
    const dialog = element('dialog', { class: 'qf-sign-in' }, form);
    dialog.addEventListener('cancel', event => event.preventDefault());
    form.addEventListener('submit', async event => {
      event.preventDefault();
      submit.disabled = true;
      fault.textContent = '';
      const wrong = await send(root, person, password.value, words).catch(() => words.failed);
      submit.disabled = false;
      if (wrong) {
        fault.textContent = wrong;
        password.select();
        return;
      }
      dialog.close();
      dialog.remove();
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
    password.focus();
  });
}

/** Answers with what is wrong, or with nothing when the person is signed in. */
async function send(root, username, password, words) {
  // The cookie that the token lies in may have gone with the session.
  if (!token()) {
    await fetch(`${root}/login`, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
  }
  const answer = await fetch(`${root}/login`, {
    method: 'POST',
    headers: { Accept: 'application/json', 'X-CSRF-TOKEN': token() },
    credentials: 'same-origin',
    body: new URLSearchParams({ username, password })
  });
  return answer.ok ? '' : (await answer.json().catch(() => ({}))).detail || words.failed;
}
