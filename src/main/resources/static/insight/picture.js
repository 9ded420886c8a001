// Shows the phase of the drawn process, and the overview a button away, with the steps that this clue has passed and the one where it stands.
const panel = document.getElementById('picture-panel');
const LEGIBLE = 0.8; // Below this the words in a step are no longer read.
const AROUND = 60;

/** What lies in a collapsed part of the drawing is seen as that part. */
function seen(element) {
  while (element && element.hidden) {
    element = element.parent;
  }
  return element;
}

function around(elements) {
  const x = Math.min(...elements.map(each => each.x)) - AROUND;
  const y = Math.min(...elements.map(each => each.y)) - AROUND;
  return {
    x, y,
    width: Math.max(...elements.map(each => each.x + each.width)) + AROUND - x,
    height: Math.max(...elements.map(each => each.y + each.height)) + AROUND - y
  };
}

function button(words, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = words;
  made.addEventListener('click', act);
  return made;
}

async function show() {
  const response = await fetch(panel.dataset.url, { headers: { Accept: 'application/json' } });
  if (!response.ok || !window.BpmnJS) {
    return; // The page says everything without the picture.
  }
  // The phase where the clue stands comes first, then what it is a phase of.
  const pictures = [];
  for (let picture = await response.json(); picture; picture = picture.whole) {
    pictures.push(picture);
  }
  panel.hidden = false;
  const viewer = new window.BpmnJS({ container: '#canvas' });
  const canvas = viewer.get('canvas');
  const known = viewer.get('elementRegistry');
  const frame = document.getElementById('canvas');
  const buttons = document.getElementById('picture-steps');
  const others = document.getElementById('picture-others');
  const whole = () => canvas.zoom('fit-viewport', 'auto');
  let steps = [];
  let looked = false;

  // What is in hand comes into the middle, large enough to read; the rest is a drag or a button away.
  function look(elements) {
    const { width, height } = canvas.getSize();
    const all = around(elements);
    const scale = Math.min(1, width / all.width, height / all.height);
    const [box, zoom] = scale < LEGIBLE ? [around(elements.slice(0, 1)), LEGIBLE] : [all, scale];
    canvas.viewbox({
      x: box.x + box.width / 2 - width / zoom / 2,
      y: box.y + box.height / 2 - height / zoom / 2,
      width: width / zoom,
      height: height / zoom
    });
  }

  // On paper it has no size: it is looked at when it has one.
  const fit = () => {
    if (!frame.clientWidth) {
      return;
    }
    canvas.resized();
    if (!looked) {
      looked = true;
      // A drawing that can be read whole is shown whole.
      if (whole() < LEGIBLE && steps.length) {
        look(steps);
      }
    }
  };

  async function draw(picture) {
    await viewer.importXML(picture.xml);
    const mark = (ids, style) => ids.filter(id => known.get(id)).forEach(id => canvas.addMarker(id, style));
    mark(picture.passed, 'done');
    mark(picture.active, 'here');
    steps = [...new Set(picture.here.map(id => seen(known.get(id))).filter(Boolean))];
    mark(steps.map(step => step.id), 'now');
    looked = false;
    fit();
    buttons.replaceChildren(
      ...steps.map(step => button(step.businessObject.name || step.id, () => look([step]))),
      button(panel.dataset.whole, whole));
    others.replaceChildren(...pictures.filter(other => other !== picture).map(other =>
      button(panel.dataset.other.replace('{0}', other.name), () => draw(other))));
  }

  await draw(pictures[0]);
  new ResizeObserver(fit).observe(frame);
}

if (panel) {
  show();
}
