// Shows the answer of the API beneath the form that asked for it.

const most = 20000; // characters shown of an answer

export function enliven(root) {
  for (const form of root.querySelectorAll('form[data-try]')) {
    if (form.dataset.alive) continue;
    form.dataset.alive = 'true';
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      run(form);
    });
  }
}

async function run(form) {
  let path = form.dataset.try;
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '') query.append(name, value);
  }
  const address = query.size ? `${path}?${query}` : path;
  const output = form.parentElement.querySelector('output');
  const pre = document.createElement('pre');
  pre.tabIndex = 0;
  try {
    const answer = await fetch(address);
    let text = await answer.text();
    try { text = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: as it is */ }
    pre.textContent = `GET ${address}\n${answer.status} ${answer.headers.get('Content-Type')}\n\n${text.slice(0, most)}${text.length > most ? '\n…' : ''}`;
  } catch (error) {
    pre.textContent = String(error);
  }
  output.replaceChildren(pre);
}
