// Moves a column before or behind its neighbour; the form sends them in the order in which they stand.
const list = document.getElementById('columns');

for (const button of list.querySelectorAll('[data-move]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const item = button.closest('li');
    const other = button.dataset.move === '1' ? item.nextElementSibling : item.previousElementSibling;
    if (other) {
      list.insertBefore(button.dataset.move === '1' ? other : item, button.dataset.move === '1' ? item : other);
      button.focus();
    }
  });
}
