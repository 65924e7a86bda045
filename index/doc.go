// Package index finds articles and projects.
//
// It follows the archive, which is the truth, and keeps everything that can
// be derived from it: postings, columns, folded text, project records, groups
// of reprints. What it keeps can be thrown away and built anew at any time.
//
// The words used here:
//
//   - A table (package table) holds rows that can be found by words, phrases,
//     keywords and numbers. There are two: articles, and projects, one row for
//     each mention.
//   - A generation is one build of both tables, in a folder of its own, with
//     the stamps of everything that its contents depend on. Where a stamp
//     differs at Open, a new generation takes the old one's place, and
//     questions wait until it is full. Index.Rebuild builds one beside the old,
//     which goes on answering until the switch.
//   - A view is both tables at one moment. Every answer comes from one view,
//     so its hits, totals and facets agree; its snapshot token names the state
//     of the archive that answered.
//
// Asking goes the same way for every kind of question: a request is checked,
// its query is parsed (package query) and planned, the plan is evaluated against
// a view to a set of rows, and the set is ranked, counted and shown.
//
// Where things live:
//
//   - asking: request, request_check; plan, unit, sentence and places make a
//     query ready; ask, cond, together, filter and relax evaluate it.
//   - answers: search, rank, nearness, collapse, cursor; facet, facet_project;
//     projects, project_row, owner; article, similar, trend, calendar, zones,
//     export; correct, correct_run; suggest, suggest_gather; result has what
//     they return, status and partial how the index does.
//   - writing: follow reads the archive, derive makes rows (schema names their
//     columns), builder writes them in batches.
//   - staying whole: generation opens and makes folders, view shows them;
//     check looks for damage while questions go on, verify when it is asked to;
//     heal opens again or builds anew what failed, rebuild what is asked for.
//
// Bleve's types stay within this package and the ones below it, and nothing
// here knows of HTTP.
package index
