package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed static
var staticFiles embed.FS

// StaticPath is where the static files are served.
const StaticPath = "/static/"

// assets are the static files, read once.
type assets struct {
	digest string
	files  map[string][]byte // by name below static/
}

func loadAssets() (*assets, error) {
	a := &assets{files: map[string][]byte{}}
	sum := sha256.New()
	err := fs.WalkDir(staticFiles, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := staticFiles.ReadFile(name)
		if err != nil {
			return err
		}
		name = strings.TrimPrefix(name, "static/")
		a.files[name] = b
		sum.Write([]byte(name + "\x00"))
		sum.Write(b)
		return nil
	})
	a.digest = hex.EncodeToString(sum.Sum(nil)[:8])
	return a, err
}

// url is the address of a file. The digest stands in the path, so that modules
// that import each other by relative names stay of one version.
func (a *assets) url(name string) string { return StaticPath + a.digest + "/" + name }

// ServeHTTP serves a file below StaticPath. A page of another version may still
// ask for its files by the old digest: it gets the present ones, uncached.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	digest, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, StaticPath), "/")
	b, ok := a.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	if digest == a.digest {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	etag := `"` + a.digest + `"`
	h.Set("ETag", etag)
	if strings.Contains(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", contentType(name))
	if r.Method != http.MethodHead {
		_, _ = w.Write(b) // the reader may have gone
	}
}

// contentType does not ask the machine for what the site's own few kinds of
// files are.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}
