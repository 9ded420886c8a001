// One click fills in a demo account, whose password is its name.
for (const button of document.querySelectorAll('[data-account]')) {
  button.addEventListener('click', () => {
    document.getElementById('username').value = button.dataset.account;
    document.getElementById('password').value = button.dataset.account;
    document.querySelector('#login button[type=submit]').focus();
  });
}
