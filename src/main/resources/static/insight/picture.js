// Shows the drawn process with the steps that this clue has passed and the one where it stands.
const panel = document.getElementById('picture-panel');

async function show() {
  const response = await fetch(panel.dataset.url, { headers: { Accept: 'application/json' } });
  if (!response.ok || !window.BpmnJS) {
    return; // The page says everything without the picture.
  }
  const picture = await response.json();
  panel.hidden = false;
  const viewer = new window.BpmnJS({ container: '#canvas' });
  await viewer.importXML(picture.xml);
  const canvas = viewer.get('canvas');
  const known = viewer.get('elementRegistry');
  const mark = (ids, style) => ids.filter(id => known.get(id)).forEach(id => canvas.addMarker(id, style));
  mark(picture.passed, 'done');
  mark(picture.active, 'here');
  // The whole drawing is too wide to read: show the surroundings of the present step, the rest is a drag away.
  const here = known.get(picture.active.find(id => known.get(id) && !known.get(id).children.length) || picture.passed.slice(-1)[0]);
  if (!here) {
    canvas.zoom('fit-viewport', 'auto');
    return;
  }
  const { width, height } = canvas.getSize();
  const scale = 0.8;
  canvas.viewbox({
    x: here.x + here.width / 2 - width / scale / 2,
    y: here.y + here.height / 2 - height / scale / 2,
    width: width / scale,
    height: height / scale
  });
}

if (panel) {
  show();
}
