// Package generate makes up zone news: any number of articles that look, and
// above all count, like real ones. It feeds the sample, the generate command
// and every measurement that needs more text than a person can write.
//
// How an article comes about:
//
//   - grammar.go expands data/grammar.txt, a context-free grammar of clauses in
//     which nearly every clause can be said in several ways, so that no two
//     articles share more than real press releases do;
//   - draw.go chooses words by rank: a word's chance falls with its place in its
//     list (Zipf's law), while companies, persons, towns and numbers are made
//     from parts, so that the vocabulary never stops growing (Heaps' law);
//   - places.go, companies.go and facts.go invent who and what the article is
//     about: a zone, its leaders, firms, projects with amounts;
//   - generator.go puts the pieces together: lengths, dates, sources, the same
//     project told again when it breaks ground, reprints of the same story.
//
// Everything is integer arithmetic over a seeded PCG, so the same seed gives
// the same bytes on every machine. Zones and cities are real; companies,
// persons, projects and figures are not, and a likeness is chance.
package generate
