// Shows how far a table is without taking the keyboard away; once it is over the page is shown anew.
const every = 1500;
const page = document.getElementById('at-it').dataset.page;

async function follow() {
  let next;
  try {
    const answer = await fetch(page, {headers: {Accept: 'text/html'}});
    if (!answer.ok || answer.redirected) {
      return;
    }
    next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('at-it');
  } catch {
    // The product may be starting again.
    setTimeout(follow, every * 4);
    return;
  }
  if (!next) {
    location.replace(page);
    return;
  }
  const told = document.getElementById('at-it');
  const bar = next.querySelector('progress');
  told.querySelector('progress').max = bar.max;
  told.querySelector('progress').value = bar.value;
  told.querySelector('span').textContent = next.querySelector('span').textContent;
  setTimeout(follow, every);
}

setTimeout(follow, every);
