package index

// Warning is a remark on how a question was read or answered, in both languages.
// In JSON it is the Chinese text.
type Warning struct{ ZH, EN string }

// MarshalText gives the Chinese text.
func (w Warning) MarshalText() ([]byte, error) { return []byte(w.ZH), nil }

// UnmarshalText takes what MarshalText gave for both languages.
func (w *Warning) UnmarshalText(text []byte) error {
	*w = Warning{string(text), string(text)}
	return nil
}
