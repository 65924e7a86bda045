// Completes what is typed: a combobox as WAI-ARIA describes it. While an input
// method composes, nothing is asked and no key is taken.
import { submit } from './navigate.js';

const patience = 120; // milliseconds without a key before asking

export function enliven(root) {
  for (const input of root.querySelectorAll('[data-suggest]')) {
    if (!input.dataset.alive) attach(input);
  }
}

function attach(input) {
  input.dataset.alive = 'true';
  const list = document.getElementById(input.getAttribute('aria-controls'));
  const kinds = new Map(input.dataset.kinds.split(';').map((pair) => pair.split('=')));
  let timer, asked, composing = false, at = -1;

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    list.replaceChildren();
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const move = (to) => {
    const options = list.children;
    if (!options.length) return;
    options[at]?.setAttribute('aria-selected', 'false');
    at = (to + options.length) % options.length;
    options[at].setAttribute('aria-selected', 'true');
    options[at].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[at].id);
  };

  const take = (option) => {
    input.value = option.dataset.text;
    close();
    submit(input.form);
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map((s, i) => {
      const option = document.createElement('li');
      option.id = `suggestion-${i}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.dataset.text = s.text;
      const text = document.createElement('span');
      text.textContent = s.text;
      text.lang = 'zh-CN';
      const kind = document.createElement('span');
      kind.className = 'kind';
      kind.textContent = `${kinds.get(s.kind) ?? ''} ${s.count || ''}`;
      option.append(text, kind);
      return option;
    }));
    at = -1;
    list.hidden = !suggestions.length;
    input.setAttribute('aria-expanded', String(suggestions.length > 0));
  };

  const ask = async () => {
    const typed = input.value.trim();
    if (!typed) return close();
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?limit=8&q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (document.activeElement !== input) return;
      if (answer.ok) return show((await answer.json()).suggestions);
      close(); // what is shown belongs to what was typed before
      // There are none yet: they come by themselves, unless one types on.
      if (answer.status === 503) timer = setTimeout(ask, 1000 * (Number(answer.headers.get('Retry-After')) || 2));
    } catch {
      close(); // without suggestions one types on
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, patience);
  };

  input.addEventListener('compositionstart', () => { composing = true; clearTimeout(timer); });
  input.addEventListener('compositionend', () => { composing = false; soon(); });
  input.addEventListener('input', () => { if (!composing) soon(); });
  input.addEventListener('keydown', (event) => {
    if (composing || event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' && !list.hidden) { event.preventDefault(); move(at + 1); }
    else if (event.key === 'ArrowUp' && !list.hidden) { event.preventDefault(); move(at < 0 ? -1 : at - 1); }
    else if (event.key === 'Enter' && at >= 0) { event.preventDefault(); take(list.children[at]); }
    else if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); close(); }
    else if (event.key === 'Enter') close();
  });
  input.addEventListener('blur', () => setTimeout(close, 150)); // after a click on the list
  list.addEventListener('pointerdown', (event) => {
    const option = event.target.closest('[role=option]');
    if (option) { event.preventDefault(); take(option); }
  });
}
