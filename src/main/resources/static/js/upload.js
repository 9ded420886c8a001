// Sends files one at a time with a bar for each, so that a weak line loses one file and not all. Without script the form
// sends them itself.

/** What the server asks of a script in place of the form's field against forged posts. */
function token() {
  const kept = /(?:^|; )QF-CSRF=([^;]+)/.exec(document.cookie);
  return kept ? kept[1] : '';
}

/** Sends one file; answers with {status, body}. */
export function send(address, fields, file, onProgress) {
  return new Promise(resolve => {
    const form = new FormData();
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    form.append('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-CSRF-TOKEN', token());
    request.upload.onprogress = event => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    const done = () => {
      let body = {};
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // an answer that is no JSON says nothing more
      }
      resolve({ status: request.status, body });
    };
    request.onload = done;
    request.onerror = done;
    request.onabort = done;
    request.send(form);
  });
}

/** A line with a bar for a file on its way: {line, at(share), tell(text, bad)}. */
export function lineFor(list, name, going) {
  const line = document.createElement('li');
  const label = document.createElement('span');
  label.textContent = name;
  const bar = document.createElement('progress');
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute('aria-label', going.replace('{0}', name));
  const word = document.createElement('span');
  line.append(label, ' ', bar, ' ', word);
  list.append(line);
  return {
    line,
    at: share => { bar.value = share; },
    tell(text, bad) {
      bar.remove();
      word.textContent = text;
      word.className = bad ? 'late' : '';
      if (bad) word.setAttribute('role', 'alert');
    }
  };
}

/* Files of a form that is still being filled in go ahead of it; the form waits for them. */
const underWay = new Set();

/** Settles when no file is on its way any more. */
export async function arrived() {
  while (underWay.size) await Promise.all([...underWay]);
}

/** How each form shows a file that was sent before: by the form. */
const shows = new Map();

/** Shows what the form's page sent ahead before it was opened anew: [{place, name}]. */
export function showSent(form, files) {
  files.forEach(file => shows.get(form)?.(file));
}

document.querySelectorAll('[data-ahead]').forEach(place => {
  const form = place.closest('form');
  const input = place.querySelector('input[type=file]');
  const list = place.querySelector('.going');
  const page = () => ({ _once: form.elements._once.value, ...(form.elements._puzzle ? { _puzzle: form.elements._puzzle.value } : {}) });

  const drop = async (line, number) => {
    const answer = await fetch(`${place.dataset.ahead}/drop`, { method: 'POST', credentials: 'same-origin',
      headers: { 'X-CSRF-TOKEN': token() }, body: new URLSearchParams({ ...page(), place: number }) }).catch(() => null);
    if (answer && answer.ok) {
      line.remove();
      input.focus();
    }
  };

  const removable = (line, number, name) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link';
    button.textContent = place.dataset.drop;
    button.setAttribute('aria-label', `${place.dataset.drop} ${name}`);
    button.addEventListener('click', () => drop(line, number));
    line.append(' ', button);
  };

  list.querySelectorAll('button[name=_drop]').forEach(button => button.addEventListener('click', event => {
    event.preventDefault();
    drop(button.closest('li'), button.value);
  }));

  shows.set(form, ({ place: number, name }) => {
    const line = lineFor(list, name, place.dataset.going);
    line.tell(place.dataset.sent);
    removable(line.line, number, name);
  });

  let turn = Promise.resolve();
  input.addEventListener('change', () => {
    const files = [...input.files];
    // They are on their way: the form is not to send them once more.
    input.value = '';
    for (const file of files) {
      const line = lineFor(list, file.name, place.dataset.going);
      const sending = turn.then(async () => {
        // What is too large is not sent at all: on a weak line it would take minutes to be refused.
        if (Number(place.dataset.most) && file.size > Number(place.dataset.most)) {
          line.tell(place.dataset.large, true);
          return;
        }
        const { status, body } = await send(place.dataset.ahead, page(), file, line.at);
        if (status === 201) {
          line.tell(place.dataset.sent);
          removable(line.line, body.place, file.name);
        } else {
          line.tell(body.detail || place.dataset.failed, true);
        }
      }).finally(() => underWay.delete(sending));
      turn = sending;
      underWay.add(sending);
    }
  });

  if (form.id !== 'report') {
    form.addEventListener('submit', async event => {
      if (!underWay.size) return;
      event.preventDefault();
      await arrived();
      form.submit();
    });
  }
});

document.querySelectorAll('form[data-upload]').forEach(form => {
  const input = form.querySelector('input[type=file]');
  const list = form.querySelector('.going');
  const button = form.querySelector('button[type=submit]');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const files = [...input.files];
    if (!files.length) {
      lineFor(list, '', '').tell(form.dataset.choose, true);
      return;
    }
    list.textContent = '';
    button.disabled = true;
    let good = true;
    for (const file of files) {
      const line = lineFor(list, file.name, form.dataset.going);
      if (Number(form.dataset.most) && file.size > Number(form.dataset.most)) {
        good = false;
        line.tell(form.dataset.large, true);
        continue;
      }
      const { status, body } = await send(form.dataset.upload, {}, file, line.at);
      const taken = status === 201 || status === 202;
      good = good && status === 201;
      line.tell(taken ? (status === 202 ? form.dataset.scanning : '\u2713') : body.detail || form.dataset.failed, !taken);
    }
    button.disabled = false;
    input.value = '';
    if (good) window.location.reload();
  });
});
