// Package params reads the query of a URL strictly: a parameter that nobody
// knows, a value outside its list or its range, a date or an amount that cannot
// be read is an *index.RequestError that names it. Nothing is dropped in silence.
package params
