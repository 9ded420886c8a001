// What was typed has arrived: nothing of it stays in the browser.
try {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('qingfeng.draft.')) localStorage.removeItem(key);
  }
} catch {
  // a browser that keeps nothing has nothing to forget
}
