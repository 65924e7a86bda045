// Package sample holds the articles that zonesearch can be tried with before
// anyone has imported anything.
//
//	articles/    written one by one, in the manner of zone news; some follow a
//	             project over years, some are reprints of others
//	truth.jsonl  which projects the written articles tell of, by hand
//	pages/       some of them once more as saved pages, to try import on
//	generate/    makes up any number of further articles
//
// A line of truth.jsonl is {"file","projects","optional"}: the projects of that
// article in the order of the text, each with name, company, stage, amount (as
// written), amount_value (and amount_value_high of a range) in currency, and
// industry, as package project means them. "optional" names what careful people
// may or may not call a project; it is neither right nor wrong to find it.
// Reprints have no line: they tell what their originals tell.
//
// Zones and cities are real. Companies, persons, projects, figures and
// addresses are invented, and a likeness is chance.
package sample
