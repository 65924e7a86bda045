package query

var parseTests = []struct{ in, want, remarks string }{
	{"光伏", "光伏", ""},
}
