// The secret stands behind the # of a printed address: it goes into the form and out of the address, and is sent as a post.
const code = document.getElementById('code');
const secret = decodeURIComponent(location.hash.slice(1));
if (code && secret) {
  history.replaceState(null, '', location.pathname);
  code.value = secret;
  document.getElementById('code-form').requestSubmit();
}
