// Shows how far a batch is, and the page with what failed once it is over.
const told = document.getElementById('batch');

async function follow() {
  const answer = await fetch(told.dataset.progress, {headers: {Accept: 'application/json'}});
  if (!answer.ok) {
    return;
  }
  const {done, failed, all, over} = await answer.json();
  if (over) {
    location.reload();
    return;
  }
  told.querySelector('progress').value = done + failed;
  told.querySelector('span').textContent = told.dataset.running.replace('{0}', done + failed).replace('{1}', all);
  setTimeout(follow, 1000);
}

if (told.dataset.progress) {
  setTimeout(follow, 500);
}
