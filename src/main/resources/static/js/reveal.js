// Counts down while an identity is shown and takes it off the page when its time is over, by the county's clock.
const panel = document.getElementById('reveal');
const left = document.getElementById('left');
const opened = performance.now();
const granted = Date.parse(panel.dataset.closes) - Date.parse(panel.dataset.now);
let ticking = null;

function end() {
  clearInterval(ticking);
  document.getElementById('who')?.remove();
  panel.querySelector('[role=timer]')?.remove();
  left.remove();
  document.getElementById('over').hidden = false;
}

function tick() {
  const rest = Math.floor((granted - (performance.now() - opened)) / 1000);
  if (rest <= 0) {
    end();
    return;
  }
  const two = number => String(number).padStart(2, '0');
  left.textContent = left.dataset.words.replace('{0}',
    `${Math.floor(rest / 3600)}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`);
}

left.hidden = false;
tick();
ticking = setInterval(tick, 1000);
// A page that comes back from the browser's memory shows nobody.
addEventListener('pagehide', end);
