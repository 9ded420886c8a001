// The clue's files beside a task: what there is, by right; adding, one file at a time with a bar; releasing.
import { el, fill } from './elements.js';
import { fileOf, release, root, upload } from './server.js';
import { text, time } from './texts.js';

function address(clue, file, show) {
  return `${root}/api/clues/${encodeURIComponent(clue.clueNumber)}/files/${encodeURIComponent(file.id)}${show ? '?show=true' : ''}`;
}

function row(clue, file, again) {
  const word = el('span', { role: 'status' });
  const button = file.held && clue.mayReleaseFiles && !file.infected && el('button', {
    type: 'button', class: 'btn btn-default btn-xs', onclick: async () => {
      button.disabled = true;
      try {
        await release(clue.clueNumber, file.id);
        await again();
      } catch (error) {
        word.textContent = error.detail || text('failed');
        button.disabled = false;
      }
    } }, text('fileRelease'));
  return el('li', {},
    file.shown && el('a', { href: address(clue, file, true), target: '_blank', rel: 'noopener' },
      el('img', { src: address(clue, file, true), alt: file.name, width: '72', height: '72', loading: 'lazy' })),
    el('div', {},
      file.infected ? el('span', {}, file.name) : el('a', { href: address(clue, file), download: file.name,
        'aria-label': text('fileDownload', { name: file.name }) }, file.name),
      ' ', el('small', {}, file.about),
      el('div', {}, el('small', {}, file.from, ' ', time(file.at))),
      file.infected && el('b', { class: 'qf-due overdue' }, text('fileInfected')),
      file.held && clue.mayReleaseFiles && el('div', {}, el('small', {}, text('fileHeld')), ' ', button, ' ', word)));
}

function list(clue, again) {
  const files = clue.files || [];
  return [
    clue.lacksProof && el('p', { class: 'qf-pressed' }, text('fileLacks')),
    files.length ? el('ul', { class: 'qf-files' }, files.map(file => row(clue, file, again)))
      : el('p', { class: 'qf-prose' }, text('fileNone'))
  ];
}

/** The section's content. */
export function filesOf(clue) {
  const place = el('div', {});
  const again = async () => {
    const now = await fileOf(clue.clueNumber);
    Object.assign(clue, { files: now.files, lacksProof: now.lacksProof, mayAddFiles: now.mayAddFiles });
    document.querySelectorAll('.qf-strip > div').forEach(part =>
      part.dispatchEvent(new CustomEvent('qf-files', { detail: now })));
    fill(place, list(clue, again));
  };
  fill(place, list(clue, again));
  if (!clue.mayAddFiles) {
    return [place];
  }
  const input = el('input', { type: 'file', multiple: true, 'aria-label': text('fileChoose') });
  const going = el('ul', { class: 'qf-going', 'aria-live': 'polite' });
  input.addEventListener('change', async () => {
    const chosen = [...input.files];
    going.textContent = '';
    input.disabled = true;
    for (const file of chosen) {
      const bar = el('progress', { max: '1', value: '0', 'aria-label': text('fileGoing', { name: file.name }) });
      const word = el('span', {});
      going.appendChild(el('li', {}, file.name, ' ', bar, ' ', word));
      try {
        // What is too large is not sent at all: on a weak line it would take minutes to be refused.
        if (file.size > clue.mostFileBytes) {
          throw Object.assign(new Error('too large'), { detail: text('fileLarge', { n: clue.mostFileBytes >> 20 }) });
        }
        const shown = await upload(clue.clueNumber, file, share => { bar.value = share; });
        word.textContent = text(shown ? 'fileAdded' : 'fileScanning');
      } catch (error) {
        word.textContent = error.detail || text('failed');
        word.className = 'qf-due overdue';
        word.setAttribute('role', 'alert');
      }
      bar.remove();
    }
    input.disabled = false;
    input.value = '';
    await again().catch(() => {});
  });
  return [place, el('p', {}, el('small', {}, text('fileAbout'))), input, going];
}
