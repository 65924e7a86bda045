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
//   - places.go, companies.go and project.go invent who and what the article is
//     about: a zone, its leaders, firms, investments; facts.go says them;
//   - kind.go and publish.go hold what real archives look like from outside:
//     what is reported how often, when, by whom, and what is printed twice;
//   - generator.go puts the pieces together, to a length, and comes back to
//     projects that were signed or begun in earlier articles.
//
// Everything is integer arithmetic over a seeded PCG, so the same seed gives
// the same bytes on every machine. Zones and cities are real; companies,
// persons, projects and figures are not, and a likeness is chance.
package generate
