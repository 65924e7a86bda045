// Applies a filter as soon as it is ticked, and finds within long lists.
import { submit } from './navigate.js';

// On a narrow screen the filters cover the hits, and are applied all at once.
const wide = matchMedia('(min-width: 60rem)');

export function enliven(root) {
  for (const side of root.querySelectorAll('.side')) {
    if (side.dataset.alive) continue;
    side.dataset.alive = 'true';
    side.addEventListener('change', (event) => {
      const box = event.target;
      if (!box.form || box.dataset.within !== undefined) return;
      if (box.type === 'checkbox' && box.checked) untickRelated(box);
      if (wide.matches) submit(box.form);
    });
    for (const field of side.querySelectorAll('[data-within]')) {
      field.hidden = false;
      field.addEventListener('input', () => findWithin(field));
      field.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });
    }
    for (const button of side.querySelectorAll('[data-more]')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        for (const item of button.closest('fieldset').querySelectorAll('.rest')) item.classList.add('shown');
        button.hidden = true;
      });
    }
  }
}

// untickRelated unticks the places around and within the one just ticked: it
// says more exactly, or more widely, what they said.
function untickRelated(box) {
  const item = box.closest('.tree li');
  if (!item) return;
  for (const inner of item.querySelectorAll('input:checked')) {
    if (inner !== box) inner.checked = false;
  }
  for (let outer = item.parentElement.closest('li'); outer; outer = outer.parentElement.closest('li')) {
    outer.querySelector('input').checked = false;
  }
}

// findWithin leaves those items to be seen that hold what is typed, and the
// places around them.
function findWithin(field) {
  const typed = field.value.trim().toLowerCase();
  const set = field.closest('fieldset');
  for (const item of set.querySelectorAll('li')) {
    const found = item.textContent.toLowerCase().includes(typed);
    item.hidden = typed !== '' && !found;
    item.classList.toggle('shown', typed !== '' && found);
    const inside = item.querySelector(':scope > details');
    if (inside && typed !== '' && found) inside.open = true;
  }
}
