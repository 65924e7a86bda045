package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"zonesearch/corpus/intake"
)

// rejects writes down what was not taken.
type rejects struct {
	out    io.Writer
	file   *os.File // nil where out is standard error
	person bool     // a person reads it
}

func (p *program) openRejects(path string) (*rejects, error) {
	if path == "" {
		return &rejects{out: p.err, person: p.errTerminal}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("--rejects：%w", err)
	}
	return &rejects{out: f, file: f}, nil
}

func (r *rejects) write(rejection intake.Rejection) error {
	if r.person {
		place := rejection.Path
		if rejection.Entry != "" {
			place += "（" + rejection.Entry + "）"
		}
		_, err := fmt.Fprintf(r.out, "\r拒绝 %s：%s\n", place, rejection.Reason)
		return err
	}
	out := json.NewEncoder(r.out)
	out.SetEscapeHTML(false)
	// The same fields, all of them always there.
	return out.Encode(struct {
		Path   string `json:"path"`
		Entry  string `json:"entry"`
		Reason string `json:"reason"`
	}(rejection))
}

func (r *rejects) close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}
