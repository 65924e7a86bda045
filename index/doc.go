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
//     the stamps of everything that its contents depend on. When a stamp
//     changes, a new generation is built beside the old one, which goes on
//     answering until the switch.
//   - A view is both tables at one moment. Every answer comes from one view,
//     so its hits, totals and facets agree; its snapshot token names the state
//     of the archive that answered.
//
// Asking goes the same way for every kind of question: a request (request.go)
// is checked (check.go), its query is parsed (package query), planned against
// a view (plan.go), evaluated to a set of rows, and the set is ranked, counted
// and shown.
//
// Bleve's types stay within this package and the ones below it, and nothing
// here knows of HTTP.
package index
