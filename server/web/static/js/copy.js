// Copies a citation, or the address of the page, to the clipboard.

export function enliven(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll('[data-copy]')) {
    if (!button.hidden) continue;
    button.hidden = false;
    button.addEventListener('click', () => copy(button, button.parentElement.querySelector('pre').textContent));
  }
  for (const link of root.querySelectorAll('[data-copy-link]')) {
    if (link.dataset.alive) continue;
    link.dataset.alive = 'true';
    link.addEventListener('click', (event) => {
      event.preventDefault();
      copy(link, new URL(link.href).href);
    });
  }
}

async function copy(element, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return; // the browser refused; the text can still be selected
  }
  const said = element.textContent;
  element.textContent = '✓';
  setTimeout(() => { element.textContent = said; }, 1200);
}
