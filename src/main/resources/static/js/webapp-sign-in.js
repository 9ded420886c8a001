// Tasklist, Cockpit, Admin and Welcome know a login page of their own. Whoever is led there, by signing out or because the
// session has ended, is led on to ours: the server sends a page that needs a login to it, and back afterwards.
let leaving = false;
const leave = () => {
  // Once: the apps go on changing the address while the login page is on its way, and a second leave would cut that off.
  if (!leaving && window.location.hash.startsWith('#/login')) {
    leaving = true;
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
