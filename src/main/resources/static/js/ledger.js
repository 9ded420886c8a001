// Shows how far an export is while the browser takes it: the same request that downloads it tells nothing until it is over.
const form = document.getElementById('export');
const told = document.getElementById('exported');

function say(words, done, all) {
  told.hidden = false;
  const bar = told.querySelector('progress');
  bar.max = Math.max(1, all);
  bar.value = all === 0 ? 1 : Math.min(done, all);
  told.querySelector('span').textContent = words.replace('{0}', done).replace('{1}', all);
}

async function follow(id) {
  const answer = await fetch(form.dataset.progress + id, {headers: {Accept: 'application/json'}});
  if (answer.ok) {
    const {rows, all, state} = await answer.json();
    if (state !== 'RUNNING') {
      say(state === 'DONE' ? form.dataset.done : form.dataset.broken, rows, all);
      return;
    }
    say(form.dataset.running, rows, all);
  } else if (answer.status !== 404) {
    return;
  }
  setTimeout(() => follow(id), 1000);
}

form?.addEventListener('submit', () => {
  const id = crypto.randomUUID ? crypto.randomUUID() : '';
  form.elements.export.value = id;
  if (id) {
    say(form.dataset.running, 0, 0);
    setTimeout(() => follow(id), 500);
  }
});

// "/" goes to the search, arrows from row to row; Enter opens a row because its link has the focus.
const links = [...document.querySelectorAll('#rows tbody tr a[href*="/clues/"]')];

document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, select, textarea, [contenteditable]');
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === '/' && !typing) {
    event.preventDefault();
    document.getElementById('text').select();
    document.getElementById('text').focus();
  }
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && (!typing || typing.id === 'text') && links.length > 0) {
    const at = links.findIndex(link => link.closest('tr').contains(document.activeElement));
    const next = at < 0 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1);
    if (next >= 0 && next < links.length) {
      event.preventDefault();
      links[next].focus();
      links[next].closest('tr').scrollIntoView({block: 'nearest'});
    }
  }
});

const all = document.getElementById('all-rows');

if (all) {
  all.hidden = false;
  all.addEventListener('change', () => document.querySelectorAll('#rows input[name="clue"]').forEach(box => {
    box.checked = all.checked;
  }));
}
