package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"zonesearch/corpus/durable"
)

// What an index's folder holds: a numbered folder for each generation, of which
// the file CURRENT names one, and folders that are not finished, whose names
// begin with freshPrefix.
const (
	currentName  = "CURRENT"
	stampsName   = "stamps.json"
	articlesName = "articles"
	projectsName = "projects"
	freshPrefix  = "fresh-"
)

// errNone says that no generation was ever built.
var errNone = errors.New("there is no index yet")

// readCurrent gives the name of the current generation.
func readCurrent(dir string) (string, error) {
	path := filepath.Join(dir, currentName)
	b, err := readSealed(path)
	if errors.Is(err, fs.ErrNotExist) {
		names, err := generationNames(dir)
		if err != nil || len(names) == 0 {
			return "", errors.Join(errNone, err)
		}
		return "", damaged(path, "is missing", nil)
	}
	if err != nil {
		return "", err
	}
	if _, ok := generationNumber(string(b)); !ok {
		return "", damaged(path, "names no generation", nil)
	}
	return string(b), nil
}

// makeCurrent lets the next start open the generation of a name.
func makeCurrent(dir, name string) error {
	return writeSealed(filepath.Join(dir, currentName), []byte(name))
}

func readStamps(genDir string) (s stamps, err error) {
	path := filepath.Join(genDir, stampsName)
	b, err := readSealed(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, damaged(path, "is missing", nil)
	}
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return s, damaged(path, "cannot be read", err)
	}
	return s, nil
}

// generationNumber reads the name of a generation's folder.
func generationNumber(name string) (int, bool) {
	n, err := strconv.Atoi(name)
	return n, err == nil && n > 0 && name == generationName(n)
}

func generationName(n int) string { return fmt.Sprintf("%06d", n) }

// generationNames lists the generations in a folder, the latest last; none
// where the folder is not there.
func generationNames(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir) // sorted by name
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		if _, ok := generationNumber(e.Name()); ok {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// nextName gives a name that no generation in a folder had.
func nextName(dir string) (string, error) {
	names, err := generationNames(dir)
	if err != nil {
		return "", err
	}
	last := 0
	if name, err := readCurrent(dir); err == nil {
		last, _ = generationNumber(name)
	}
	if len(names) > 0 {
		n, _ := generationNumber(names[len(names)-1])
		last = max(last, n)
	}
	return generationName(last + 1), nil
}

// removeOthers deletes from an index's folder everything of generations but
// that of a name.
func removeOthers(dir, keep string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		_, numbered := generationNumber(e.Name())
		if numbered && e.Name() != keep || strings.HasPrefix(e.Name(), freshPrefix) {
			errs = append(errs, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	return errors.Join(errs...)
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeSealed writes a line and, on a second, its checksum, so that after a
// crash the file is there whole, or as it was before.
func writeSealed(path string, line []byte) error {
	return durable.WriteFile(path, fmt.Appendf(nil, "%s\n%08x\n", line, crc32.Checksum(line, castagnoli)))
}

// readSealed reads what writeSealed wrote.
func readSealed(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	line, rest, _ := strings.Cut(string(b), "\n")
	if rest != fmt.Sprintf("%08x\n", crc32.Checksum([]byte(line), castagnoli)) {
		return nil, damaged(path, "its checksum is wrong", nil)
	}
	return []byte(line), nil
}
