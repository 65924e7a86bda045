package index

import "context"

// Suggest completes what a person types.
func (x *Index) Suggest(context.Context, string, int) ([]Suggestion, error) { return []Suggestion{}, nil }
