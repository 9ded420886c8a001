// On paper nothing can be unfolded: whatever is folded is opened for the print and folded again.
let opened = [];
window.addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')];
  opened.forEach(part => { part.open = true; });
});
window.addEventListener('afterprint', () => {
  opened.forEach(part => { part.open = false; });
  opened = [];
});
