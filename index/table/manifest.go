package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"zonesearch/corpus/durable"
)

// formatVersion changes whenever files written by an older program can't be
// read as they are, or its terms would no longer fit.
const formatVersion = 4

const (
	manifestName = "manifest.json"
	rowsName     = "rows"
	textName     = "text"
	bleveName    = "bleve"
)

// manifest says how a table was built.
type manifest struct {
	Version   int    `json:"version"`
	Segmenter string `json:"segmenter"`
	Schema    Schema `json:"schema"`
}

func newManifest(schema Schema, s Segmenter) manifest {
	return manifest{Version: formatVersion, Segmenter: s.Stamp(), Schema: schema}
}

// differs tells what makes two manifests unlike, or "".
func (m manifest) differs(o manifest) string {
	switch {
	case m.Version != o.Version:
		return fmt.Sprintf("format %d instead of %d", o.Version, m.Version)
	case m.Segmenter != o.Segmenter:
		return fmt.Sprintf("segmenter %q instead of %q", o.Segmenter, m.Segmenter)
	case !slices.Equal(m.Schema.Texts, o.Schema.Texts),
		!slices.Equal(m.Schema.Keywords, o.Schema.Keywords),
		!slices.Equal(m.Schema.Numbers, o.Schema.Numbers):
		return "another schema"
	}
	return ""
}

func (m manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}

func (m manifest) write(dir string) error {
	data, err := m.encode()
	if err != nil {
		return err
	}
	return durable.Create(filepath.Join(dir, manifestName), data)
}

// check compares the manifest in dir with m.
func (m manifest) check(dir string) error {
	path := filepath.Join(dir, manifestName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &DamageError{Path: dir, What: "no " + manifestName}
	}
	if err != nil {
		return err
	}
	var found manifest
	if err := json.Unmarshal(data, &found); err != nil {
		return &DamageError{Path: path, What: "not readable", Err: err}
	}
	if d := m.differs(found); d != "" {
		return fmt.Errorf("%s: %w: %s", dir, ErrStale, d)
	}
	// JSON reads some damage as if it were none, such as a name in capitals.
	if want, err := m.encode(); err != nil || !bytes.Equal(data, want) {
		return &DamageError{Path: path, What: "not as it was written", Err: err}
	}
	return nil
}
