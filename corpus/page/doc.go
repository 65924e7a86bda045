// Package page reads one saved page, HTML or plain text, into an article.
//
// Both kinds become lines as a person sees them (tree.go, layout.go, lines.go),
// and from there on are read alike:
//
//	frame       trail, title, information line, neighbours, footer: found by the
//	            words that such pages use, in simplified characters and half-width
//	head        tags for machines: the government standard's meta tags, Open Graph,
//	            JSON-LD
//	body        the lines between title and end that stand in the element which
//	            holds the text, found by its name or by where the sentences are
//
// A value comes from where a person would read it; tags for machines step in
// where the page prints none. Times of making or changing a page, today's date
// and the dates of neighbours are never taken for the day of publication.
//
// City and zone stay as printed: the gazetteer's names are not known here.
// Whatever the input, reading takes time linear in its size, and bounded.
package page
