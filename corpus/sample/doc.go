// Package sample holds the articles that zonesearch can be tried with before
// anyone has imported anything.
//
//	articles/    written one by one, in the manner of zone news; some follow a
//	             project over years, some are reprints of others
//	truth.jsonl  which projects the written articles tell of, by hand
//	pages/       some of them once more as saved pages, to try import on
//	generate/    makes up any number of further articles
//
// Zones and cities are real. Companies, persons, projects, figures and
// addresses are invented, and a likeness is chance.
package sample
