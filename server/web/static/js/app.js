// The pages work without any of this. Each module quickens one thing, and is
// told again of the parts of a page whenever they are exchanged.
import * as navigate from './navigate.js';
import * as suggest from './suggest.js';
import * as filters from './filters.js';
import * as brush from './brush.js';
import * as steps from './steps.js';
import * as copy from './copy.js';
import * as tryout from './tryout.js';

const modules = [suggest, filters, brush, steps, copy, tryout];

function enliven() {
  for (const module of modules) module.enliven(document);
}

document.documentElement.classList.add('scripted');
navigate.start(enliven);
enliven();
