// Drags a range of time over the bars of a histogram.
import { go } from './navigate.js';

const least = 6; // pixels that make a drag of a click

export function enliven(root) {
  for (const chart of root.querySelectorAll('svg[data-brush]')) {
    if (!chart.dataset.alive) attach(chart);
  }
}

function attach(chart) {
  chart.dataset.alive = 'true';
  const bars = [...chart.querySelectorAll('a[data-from]')];
  const brush = chart.querySelector('.brush');
  if (!bars.length) return;
  const slot = Number(bars[0].dataset.w);
  let from = null, dragged = false;

  const scale = () => chart.viewBox.baseVal.width / chart.getBoundingClientRect().width;
  const place = (event) => (event.clientX - chart.getBoundingClientRect().left) * scale();
  const barAt = (x) => Math.min(bars.length - 1, Math.max(0, Math.floor(x / slot)));

  chart.addEventListener('dragstart', (event) => event.preventDefault());
  chart.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    from = place(event);
    dragged = false;
  });
  chart.addEventListener('pointermove', (event) => {
    if (from === null) return;
    const to = place(event);
    if (!dragged && Math.abs(to - from) < least * scale()) return;
    if (!dragged) chart.setPointerCapture(event.pointerId);
    dragged = true;
    const [first, last] = [barAt(Math.min(from, to)), barAt(Math.max(from, to))];
    brush.setAttribute('x', first * slot);
    brush.setAttribute('width', (last - first + 1) * slot);
  });
  const end = (event) => {
    if (from === null) return;
    const to = place(event), start = from;
    from = null;
    if (!dragged || event.type === 'pointercancel') return brush.setAttribute('width', 0);
    const address = new URL(location.href);
    address.searchParams.delete('page');
    address.searchParams.delete('cursor');
    address.searchParams.set('from', bars[barAt(Math.min(start, to))].dataset.from);
    address.searchParams.set('to', bars[barAt(Math.max(start, to))].dataset.to);
    go(address, {});
  };
  chart.addEventListener('pointerup', end);
  chart.addEventListener('pointercancel', end);
  // The click that ends a drag is not one on a bar.
  chart.addEventListener('click', (event) => {
    if (!dragged) return;
    dragged = false;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
