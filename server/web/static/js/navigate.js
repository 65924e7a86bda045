// Goes from one state of a page to another without loading it anew: fetches the
// very page that a click would lead to and exchanges the parts marked data-swap.

let enliven = () => {};
let underWay;

// start takes over links and forms that stay on the page.
export function start(then) {
  enliven = then;
  document.addEventListener('click', (event) => {
    const link = event.target.closest('main a[href]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download')) return;
    const address = new URL(hrefOf(link), location.href);
    if (address.origin !== location.origin || address.pathname !== location.pathname || address.hash) return;
    event.preventDefault();
    go(address, { top: Boolean(link.closest('.pager')) });
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.live === undefined || location.pathname !== new URL(form.action).pathname) return;
    event.preventDefault();
    submit(form);
  });
  document.addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  addEventListener('popstate', () => {
    if (shown.split('#')[0] !== location.href.split('#')[0]) show(new URL(location.href), {});
  });
}

let shown = location.href;

// hrefOf is the address of a link, in HTML or in SVG.
function hrefOf(link) {
  return typeof link.href === 'string' ? link.href : link.href.baseVal;
}

// submit goes to where a form leads.
export function submit(form) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (value !== '') address.searchParams.append(name, value);
  }
  return go(address, {});
}

// go shows an address as a new entry of the history.
export function go(address, options) {
  return show(address, { ...options, push: true });
}

async function show(address, { push, top }) {
  underWay?.abort();
  underWay = new AbortController();
  const main = document.querySelector('main');
  main.setAttribute('aria-busy', 'true');
  let page, final;
  try {
    const answer = await fetch(address, { headers: { Accept: 'text/html' }, signal: underWay.signal });
    final = answer.url;
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch (error) {
    if (error.name !== 'AbortError') location.href = address;
    return;
  }
  if (!page.querySelector('main')) {
    location.href = address;
    return;
  }
  if (push) history.pushState(null, '', final);
  shown = location.href;
  exchange(page);
  if (top) document.querySelector('.results')?.scrollIntoView();
}

// exchange puts the parts of another page into this one. What was open stays
// open, and what had the focus keeps it.
function exchange(page) {
  const focus = describe(document.activeElement);
  const open = new Set([...document.querySelectorAll('details[data-key][open]')].map((d) => d.dataset.key));
  const scrolled = document.querySelector('.tree')?.scrollTop ?? 0;
  document.title = page.title;
  for (const link of document.querySelectorAll('link[rel=alternate]')) link.remove();
  document.head.append(...page.querySelectorAll('link[rel=alternate]'));
  for (const part of document.querySelectorAll('[data-swap]')) {
    const other = page.getElementById(part.id);
    if (other) part.replaceWith(document.adoptNode(other));
  }
  for (const details of document.querySelectorAll('details[data-key]')) {
    if (open.has(details.dataset.key)) details.open = true;
  }
  const tree = document.querySelector('.tree');
  if (tree) tree.scrollTop = scrolled;
  enliven();
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
  document.getElementById('live').textContent = document.getElementById('count')?.textContent ?? document.title;
}

// describe is a selector that finds an element again on another page.
function describe(element) {
  if (!element || element === document.body) return '';
  if (element.id) return '#' + CSS.escape(element.id);
  if (element.name && element.type === 'checkbox') {
    return `input[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  }
  if (element.name) return `input[name="${CSS.escape(element.name)}"]`;
  for (const name of ['data-sort', 'data-fold', 'data-unique']) {
    if (element.hasAttribute?.(name)) return `[${name}="${CSS.escape(element.getAttribute(name))}"]`;
  }
  return '#count';
}
