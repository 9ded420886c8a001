// The screen in the hall stands for months: it fetches itself each minute, and keeps what it shows while the server is away.
const EVERY = 60_000;

async function renew() {
  try {
    const response = await fetch(location.href, { cache: 'no-store' });
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const now = page.getElementById('hall');
      if (now) {
        document.getElementById('hall').replaceWith(document.adoptNode(now));
      }
    }
  } catch {
    // Next time.
  }
}

setInterval(renew, EVERY);
