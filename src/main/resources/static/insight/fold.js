// Sections of a long page fold, and stay folded for this person; what there is stands in a table of contents.
const page = document.querySelector('main.report');
const contents = document.getElementById('contents');
const KEPT = 'qingfeng.folded';

function kept() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEPT)) || []);
  } catch (unreadable) {
    return new Set();
  }
}

function keep(folded) {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...folded]));
  } catch (full) {
    // It folds all the same, until the page is left.
  }
}

function fold(section, id, folded) {
  section.classList.toggle('folded', folded);
  section.querySelector(':scope > h2 > button').setAttribute('aria-expanded', String(!folded));
  const now = kept();
  now[folded ? 'add' : 'delete'](id);
  keep(now);
}

function sections() {
  return [...page.querySelectorAll(':scope > section[aria-labelledby]')]
    .map(section => ({ section, heading: section.querySelector(':scope > h2') })).filter(one => one.heading);
}

function list() {
  const links = sections().filter(one => !one.section.hidden).map(({ section, heading }) => {
    const link = document.createElement('a');
    link.href = `#${heading.id}`;
    link.textContent = heading.textContent;
    link.addEventListener('click', () => fold(section, heading.id, false));
    return link;
  });
  contents.replaceChildren(...links);
  contents.hidden = false;
}

if (page && contents) {
  const before = kept();
  sections().forEach(({ section, heading }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = page.dataset.fold;
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => fold(section, heading.id, !section.classList.contains('folded')));
    const asked = location.hash === `#${heading.id}`;
    fold(section, heading.id, before.has(heading.id) && !asked);
    // The picture of the process appears once it is drawn.
    new MutationObserver(list).observe(section, { attributes: true, attributeFilter: ['hidden'] });
  });
  list();
}
