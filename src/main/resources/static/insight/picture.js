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
  canvas.zoom('fit-viewport', 'auto');
}

if (panel) {
  show();
}
