// Sends files one at a time with a bar for each, so that a weak line loses one file and not all. Without script the form
// sends them itself.

/** Sends one file; answers with {status, body}. */
export function send(address, fields, file, token, onProgress) {
  return new Promise(resolve => {
    const form = new FormData();
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    form.append('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Accept', 'application/json');
    if (token) request.setRequestHeader('X-CSRF-TOKEN', token);
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
      const token = form.elements._csrf ? form.elements._csrf.value : '';
      const { status, body } = await send(form.dataset.upload, {}, file, token, line.at);
      const taken = status === 201 || status === 202;
      good = good && status === 201;
      line.tell(taken ? (status === 202 ? form.dataset.scanning : '\u2713') : body.detail || form.dataset.failed, !taken);
    }
    button.disabled = false;
    input.value = '';
    if (good) window.location.reload();
  });
});
