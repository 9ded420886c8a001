// Tasklist, Cockpit, Admin and Welcome know a login page of their own. Whoever is led there, by signing out or because the
// session has ended, is led on to ours: the server sends a page that needs a login to it, and back afterwards.
const leave = () => {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace(window.location.pathname);
  }
};

// The apps change the address without telling anybody.
for (const name of ['pushState', 'replaceState']) {
  const real = window.history[name];
  window.history[name] = function (...args) {
    const answer = real.apply(this, args);
    leave();
    return answer;
  };
}
window.addEventListener('hashchange', leave);
leave();
