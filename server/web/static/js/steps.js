// Steps through the hits of an article, with buttons or the keys n and p.

export function enliven(root) {
  for (const bar of root.querySelectorAll('[data-steps]')) {
    if (!bar.dataset.alive) attach(bar);
  }
}

function attach(bar) {
  bar.dataset.alive = 'true';
  const hits = [...document.querySelectorAll('[data-hit]')];
  const label = bar.querySelector('[data-at]');
  const whole = label.textContent;
  let at = -1;

  const step = (by) => {
    hits[at]?.classList.remove('current');
    at = at < 0 && by < 0 ? hits.length - 1 : (at + by + hits.length) % hits.length;
    hits[at].classList.add('current');
    hits[at].scrollIntoView({ block: 'center' });
    label.textContent = `${at + 1} / ${hits.length}`;
    label.setAttribute('title', whole);
    document.getElementById('live').textContent = `${at + 1} / ${hits.length}`;
  };

  for (const [name, by] of [['prev', -1], ['next', 1]]) {
    const button = bar.querySelector(`[data-${name}]`);
    button.hidden = false;
    button.addEventListener('click', () => step(by));
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
    if (event.key === 'n') step(1);
    if (event.key === 'p') step(-1);
  });
}
