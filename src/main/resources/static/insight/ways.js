// Draws how long the steps of a phase take over its diagram: by colour, and by a number beside each step.
const panel = document.getElementById('ways-picture');

async function show() {
  const response = await fetch(panel.dataset.url, { headers: { Accept: 'application/json' } });
  if (!response.ok || !window.BpmnJS) {
    return; // The table says everything without the picture.
  }
  const phase = await response.json();
  panel.hidden = false;
  const viewer = new window.BpmnJS({ container: '#canvas' });
  await viewer.importXML(phase.xml);
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  const known = viewer.get('elementRegistry');
  phase.steps.filter(step => known.get(step.id)).forEach(step => {
    canvas.addMarker(step.id, `heat-${step.heat}`);
    const mark = document.createElement('div');
    mark.className = `heat-mark heat-${step.heat}`;
    mark.textContent = panel.dataset.label.replace('{0}', step.heat).replace('{1}', step.ninetyHours || '—')
      .replace('{2}', step.count).replace('{3}', step.waiting);
    overlays.add(step.id, { position: { bottom: 4, left: 4 }, html: mark });
  });
  canvas.zoom('fit-viewport', 'auto');
}

if (panel) {
  show();
}
