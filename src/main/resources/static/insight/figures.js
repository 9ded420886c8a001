// Draws each figure from its own table, which says everything without a drawing; a drawing can be kept as a picture.
const INK = '#1d2733';
const GREY = '#9aa5b1';
const COLOURS = ['#0b5c8a', '#c25700', '#1b6e3c', '#6b3fa0'];
const TALL = 320;
const PER_BAR = 26;
const MOST_SERIES = 2;

/** The rows of the table, without sums: what they are called, and each column's numbers. */
function read(section) {
  const head = [...section.querySelectorAll('thead th')].map(cell => cell.textContent);
  const rows = [...section.querySelectorAll('tbody tr:not(.group)')].map(row => ({
    label: row.querySelector('th').textContent,
    cells: [...row.querySelectorAll('td')].map(cell => ({
      value: cell.dataset.number === undefined ? null : Number(cell.dataset.number),
      few: cell.classList.contains('few')
    }))
  }));
  return { head: head.slice(1), rows };
}

/** The first columns that hold numbers; of rankings and rates only the first. */
function series({ head, rows }, drawn, floor) {
  const numbers = head.map((name, at) => ({ name, at })).filter(({ at }) => rows.some(row => row.cells[at].value !== null));
  return numbers.slice(0, drawn === 'ranking' || drawn === 'pie' || floor ? 1 : MOST_SERIES);
}

function mark(floor, name, along) {
  return floor ? { silent: true, symbol: 'none', lineStyle: { color: '#b3261e' },
    label: { formatter: name, position: along === 'xAxis' ? 'end' : 'insideEndTop', color: '#b3261e' }, data: [{ [along]: floor }] } : undefined;
}

/** So many bars stay readable on that height. */
const PER_SMALL_BAR = 19;

/** Where not all have room: the first and the last, which are what is looked for. */
function ends(rows, most) {
  const last = Math.floor(most / 2);
  return rows.length <= most ? rows : [...rows.slice(0, most - last), ...rows.slice(rows.length - last)];
}

function option(section, table, small) {
  const { drawn } = section.dataset;
  const floor = Number(section.dataset.floor);
  const floorName = section.dataset.floorName;
  const columns = series(table, drawn, floor);
  const common = {
    animation: false, color: COLOURS, textStyle: { color: INK },
    tooltip: { trigger: drawn === 'pie' ? 'item' : 'axis', renderMode: 'richText' },
    legend: columns.length > 1 || drawn === 'pie' ? { bottom: 0 } : undefined
  };
  const value = (row, at) => ({ value: row.cells[at].value, itemStyle: row.cells[at].few ? { color: GREY } : undefined });
  if (drawn === 'pie') {
    const [{ at }] = columns;
    return { ...common, series: [{ type: 'pie', radius: '60%', center: ['50%', '45%'], label: { formatter: '{b} {c}' },
      data: table.rows.map(row => ({ name: row.label, value: row.cells[at].value })) }] };
  }
  if (drawn === 'ranking') {
    const [{ name, at }] = columns;
    // The longest bar above, ten of them where there are kinds, all where units are ranked.
    const rows = (floor ? table.rows : [...table.rows].sort((a, b) => b.cells[at].value - a.cells[at].value).slice(0, 10));
    const shown = (small ? ends(rows, Math.max(2, Math.floor((small - 36) / PER_SMALL_BAR))) : rows).slice().reverse();
    return { ...common, grid: { left: 8, right: 60, top: 24, bottom: 8, containLabel: true },
      xAxis: { type: 'value', max: floor ? 100 : undefined }, yAxis: { type: 'category', data: shown.map(row => row.label) },
      series: [{ name, type: 'bar', label: { show: true, position: 'right' }, data: shown.map(row => value(row, at)), markLine: mark(floor, floorName, 'xAxis') }] };
  }
  return { ...common, grid: { left: 8, right: 16, top: 24, bottom: columns.length > 1 ? 32 : 8, containLabel: true },
    xAxis: { type: 'category', data: table.rows.map(row => row.label), axisLabel: { interval: 0, hideOverlap: true } },
    yAxis: { type: 'value', minInterval: floor ? undefined : 1, max: floor ? 100 : undefined },
    series: columns.map(({ name, at }) => ({ name, type: drawn === 'line' ? 'line' : 'bar', barMaxWidth: 48, label: { show: true, position: 'top' },
      data: table.rows.map(row => value(row, at)), markLine: mark(floor, floorName, 'yAxis') })) };
}

/** Whatever is handed on says by itself what it is, of how many, and when it was made. */
function picture(section, chart) {
  const drawing = chart.getRenderedCanvas({ pixelRatio: 2, backgroundColor: '#fff' });
  const canvas = document.createElement('canvas');
  const words = [section.querySelector('.how').textContent, section.querySelector('.n').textContent, document.querySelector('.figures').dataset.made,
    document.querySelector('.lead[role=status]').textContent.replace(/\s+/g, ' ').trim()];
  const pen = canvas.getContext('2d');
  canvas.width = drawing.width;
  const small = '24px sans-serif';
  pen.font = small;
  const lines = words.flatMap(text => {
    const split = [''];
    for (const letter of text) {
      if (pen.measureText(split[split.length - 1] + letter).width > canvas.width - 48) {
        split.push('');
      }
      split[split.length - 1] += letter;
    }
    return split;
  });
  const above = 80;
  canvas.height = above + drawing.height + 24 + lines.length * 34;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = INK;
  pen.font = 'bold 36px sans-serif';
  pen.fillText(section.querySelector('h2').textContent, 24, 52);
  pen.drawImage(drawing, 0, above);
  pen.font = small;
  lines.forEach((line, at) => pen.fillText(line, 24, above + drawing.height + 34 * (at + 1)));
  const link = document.createElement('a');
  link.download = section.querySelector('h2').textContent + '.png';
  link.href = canvas.toDataURL('image/png');
  link.click();
}

function draw(section) {
  const place = section.querySelector('.drawing');
  if (!place) {
    return;
  }
  const table = read(section);
  if (!series(table, section.dataset.drawn, 0).length) {
    return;
  }
  place.hidden = false;
  const rows = section.dataset.drawn === 'ranking' ? table.rows.length : 0;
  const tall = Math.max(TALL, Math.min(rows, 80) * PER_BAR);
  const small = () => oneScreen() && !section.classList.contains('opened');
  place.style.height = small() ? '' : tall + 'px';
  const chart = window.echarts.init(place, null, { renderer: 'canvas' });
  const show = () => {
    place.style.height = small() ? '' : tall + 'px';
    chart.resize();
    chart.setOption(option(section, table, small() ? place.clientHeight : 0), true);
  };
  show();
  addEventListener('resize', show);
  addEventListener('beforeprint', show);
  section.addEventListener('toggled', show);
  const button = section.querySelector('.png');
  button.hidden = false;
  button.addEventListener('click', () => {
    const kept = window.echarts.init(document.createElement('div'), null, { renderer: 'canvas', width: Math.max(900, place.clientWidth), height: tall });
    kept.setOption(option(section, table, 0));
    picture(section, kept);
    kept.dispose();
  });
}

const page = document.querySelector('main.figures');
const wide = matchMedia('screen and (min-width: 1200px)');
const oneScreen = () => page.classList.contains('one-screen') && wide.matches;

/** A leader sees all figures at once, and opens one to read its table and how it is made. */
function fold(section) {
  const button = section.querySelector('button.whole');
  button.hidden = false;
  button.addEventListener('click', () => {
    const opened = section.classList.toggle('opened');
    button.setAttribute('aria-expanded', String(opened));
    button.textContent = opened ? button.dataset.less : button.dataset.more;
    section.dispatchEvent(new Event('toggled'));
  });
}

if (window.echarts) {
  if (page.classList.contains('leader')) {
    page.classList.add('one-screen');
    page.querySelectorAll('.figure').forEach(fold);
  }
  document.querySelectorAll('.figure').forEach(draw);
}
