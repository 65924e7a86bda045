// Package web is what people see in a browser: templates, style, scripts, the
// words of both languages, and the views that templates are filled from.
//
// A view is built from an answer of the index and from the address asked for
// (a Link); it asks nothing itself. Everything that can be chosen on a page is
// a link or a field of a form, so that every state has an address and the pages
// work without scripts. The scripts in static/js only spare reloading: they
// fetch the same pages and exchange the parts that differ.
//
// Charts are SVG drawn by the templates from the geometry of package chart.
// Nothing is inline that a strict content security policy would refuse: no
// style attribute, no script, no handler.
//
// Static files are served below an address that holds the digest of them all,
// so that they may be cached for ever and never mismatch the page.
package web
