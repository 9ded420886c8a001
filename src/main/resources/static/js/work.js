// Looks for the number that, behind the challenge, hashes (SHA-256) to so many leading zero bits. Written out, because the
// browser's own hashing is not there on a plain http address.
const K = new Uint32Array(64);
const H = new Uint32Array(8);
(function constants() {
  const fraction = x => ((x - Math.floor(x)) * 4294967296) >>> 0;
  let count = 0;
  for (let n = 2; count < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) prime = prime && n % d !== 0;
    if (prime) {
      if (count < 8) H[count] = fraction(Math.pow(n, 1 / 2));
      K[count] = fraction(Math.pow(n, 1 / 3));
      count += 1;
    }
  }
})();

const w = new Uint32Array(64);

function sha256(text) {
  const blocks = ((text.length + 8) >> 6) + 1;
  const words = new Uint32Array(blocks * 16);
  for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  words[blocks * 16 - 1] = text.length * 8;
  const state = Uint32Array.from(H);
  for (let block = 0; block < words.length; block += 16) {
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) {
        w[i] = words[block + i];
      } else {
        const a = w[i - 15];
        const b = w[i - 2];
        const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
        const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
        w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d;
    state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }
  return state;
}

function zeros(state) {
  return state[0] === 0 ? 32 + Math.clz32(state[1]) : Math.clz32(state[0]);
}

self.onmessage = event => {
  const { challenge, bits } = event.data;
  let number = 0;
  while (zeros(sha256(`${challenge}:${number}`)) < bits) number += 1;
  self.postMessage(String(number));
};
