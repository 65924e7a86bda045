package main

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// rooms lists, for each room of the house, what it may import of the others.
// The longest name that fits a package is its room. cmd may import all.
var rooms = map[string][]string{
	"segment/fold": {},
	"segment":      {"segment/fold"},
	"corpus":       {"corpus", "segment/fold"},
	"index":        {"index", "segment", "segment/fold", "corpus"},
	"server":       {"server", "index", "segment/fold", "corpus"},
	"cmd":          {"server", "index", "segment", "segment/fold", "corpus"},
}

// walls lists the owners on GitHub whose libraries stay within one room.
var walls = map[string]string{
	"blevesearch": "index",
	"go-ego":      "segment",
	"gin-gonic":   "server",
}

type goPackage struct {
	ImportPath   string
	Module       struct{ Path string }
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func TestArrowsRunOneWay(t *testing.T) {
	for _, p := range packages(t) {
		module := p.Module.Path
		room := roomOf(strings.TrimPrefix(p.ImportPath, module+"/"))
		if room == "" {
			t.Errorf("%s is in no room of the house", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			inside, own := strings.CutPrefix(imported, module+"/")
			if own && !allowed(room, inside) {
				t.Errorf("%s imports %s: that arrow runs the wrong way", p.ImportPath, imported)
			}
			for owner, home := range walls {
				if strings.HasPrefix(imported, "github.com/"+owner+"/") && home != room {
					t.Errorf("%s imports %s, which stays in %s", p.ImportPath, imported, home)
				}
			}
		}
	}
}

func TestNoPackageIsADrawerForEverything(t *testing.T) {
	for _, p := range packages(t) {
		switch name := filepath.Base(p.ImportPath); name {
		case "util", "utils", "common", "helper", "helpers", "models", "misc":
			t.Errorf("package %s: name it for what it does", p.ImportPath)
		}
	}
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json", "../../...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []goPackage
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p goPackage
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	if len(list) < 6 {
		t.Fatalf("go list found %d packages only", len(list))
	}
	return list
}

func roomOf(path string) (room string) {
	for name := range rooms {
		if (path == name || strings.HasPrefix(path, name+"/")) && len(name) > len(room) {
			room = name
		}
	}
	return room
}

func allowed(room, imported string) bool {
	for _, may := range rooms[room] {
		if roomOf(imported) == may {
			return true
		}
	}
	// A room's own subpackages are its own affair.
	return roomOf(imported) == room
}
