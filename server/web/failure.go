package web

// Failure is the page that says what went wrong; its Message does.
type Failure struct{ *Page }
