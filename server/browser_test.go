package server

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is a tab of a real Chromium that looks at a house. Whatever goes wrong in
// it — an error on the console, an exception, a violation of the content
// security policy, a dialog — fails the test.
type tab struct {
	*testing.T
	ctx  context.Context
	base string

	mu      sync.Mutex
	trouble []string
}

// look is how a tab sees the pages.
type look struct {
	width  int64
	dark   bool
	script bool
}

// patience is how long a page may take to become what a test waits for.
const patience = 10 * time.Second

// chromium starts a browser for a test and its subtests. Where there is none,
// and where tests are to be short, the test is skipped, unless
// ZONESEARCH_REQUIRE_BROWSER is set: then it fails without one.
func chromium(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() && os.Getenv("ZONESEARCH_REQUIRE_BROWSER") == "" {
		t.Skip("SKIPPED, NOT PASSED: -short opens no browser")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("ZONESEARCH_REQUIRE_BROWSER") != "" {
			t.Fatal("ZONESEARCH_REQUIRE_BROWSER is set and there is no Chromium")
		}
		t.Skip("SKIPPED, NOT PASSED: no Chromium here, so no page was looked at; install the package chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("headless", "new"), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("accept-lang", "zh-CN"))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	browser, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(browser, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return browser
}

// open opens a tab and closes it with the test.
func (l look) open(t *testing.T, browser context.Context, base string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancelTime := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancelTime)
	b := &tab{T: t, ctx: ctx, base: base}
	b.do(chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if !l.script {
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	b.do(chromedp.EmulateViewport(l.width, 900))
	t.Cleanup(b.settle)
	return b
}

// hear notes what must not happen.
func (b *tab) hear(event any) {
	var what string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		what = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			what += " " + e.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if fmt.Sprint(e.Type) == "error" {
			what = fmt.Sprintf("console.error: %v", e.Args)
		}
	case *cdplog.EventEntryAdded:
		if fmt.Sprint(e.Entry.Level) == "error" || fmt.Sprint(e.Entry.Source) == "security" {
			what = "log: " + e.Entry.Text + " " + e.Entry.URL
		}
	case *page.EventJavascriptDialogOpening:
		what = "dialog: " + e.Message
	}
	if what == "" {
		return
	}
	b.mu.Lock()
	b.trouble = append(b.trouble, what)
	b.mu.Unlock()
}

// settle reports what was heard and forgets it.
func (b *tab) settle() {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, what := range b.trouble {
		b.Errorf("the browser says: %s", what)
	}
	b.trouble = nil
}

// forgive forgets answers of a status that are in order where they came.
func (b *tab) forgive(status string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trouble = slices.DeleteFunc(b.trouble, func(what string) bool {
		return strings.Contains(what, "the server responded with a status of "+status)
	})
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// visit goes to an address of the house.
func (b *tab) visit(path string) {
	b.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// value evaluates JavaScript.
func value[T any](b *tab, script string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.Fatalf("%s: %v", script, err)
	}
	return v
}

// run evaluates JavaScript for what it does.
func (b *tab) run(script string) {
	b.Helper()
	value[bool](b, "{"+script+"}; true")
}

// await waits until JavaScript gives true, and for the page to be at rest.
func (b *tab) await(script string) {
	b.Helper()
	deadline := time.Now().Add(patience)
	for !value[bool](b, `!document.querySelector('main[aria-busy]') && Boolean(`+script+`)`) {
		if time.Now().After(deadline) {
			b.Fatalf("waited in vain for %s\nat %s", script, b.address())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (b *tab) address() string {
	b.Helper()
	at, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		b.Fatal(err)
	}
	return at
}

// click clicks the middle of the first element of a selector, as a mouse does.
func (b *tab) click(selector string) {
	b.Helper()
	b.await(fmt.Sprintf(`document.querySelector(%s)`, literal(selector)))
	b.do(chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
}

// press presses keys where the focus is.
func (b *tab) press(keys string) {
	b.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// drag moves the mouse, its button held, between two points of the window.
func (b *tab) drag(x1, y1, x2, y2 float64) {
	b.Helper()
	mouse := func(kind string, x, y float64) {
		held := int64(1)
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: input.DispatchMouseEventType(kind), X: x, Y: y, Button: "left", Buttons: held, ClickCount: 1,
		})
	}
	mouse("mousePressed", x1, y1)
	for i := 1; i <= 8; i++ {
		mouse("mouseMoved", x1+(x2-x1)*float64(i)/8, y1+(y2-y1)*float64(i)/8)
	}
	mouse("mouseReleased", x2, y2)
}

// literal writes a string as JavaScript.
func literal(s string) string {
	out, _ := json.Marshal(s) // strings marshal
	return string(out)
}

// axe finds what breaks WCAG 2.2 A and AA, with the axe-core in the file that
// ZONESEARCH_AXE names.
func (b *tab) axe(source string) {
	b.Helper()
	b.run(source)
	type finding struct {
		ID, Impact, Help string
		Nodes            []string
	}
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]finding](`axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
		.then((r) => r.violations.map((v) => ({ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map((n) => n.html + ' ' + n.failureSummary).slice(0, 3)})))`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range found {
		b.Errorf("%s: axe: %s (%s): %s\n\t%s", b.address(), f.ID, f.Impact, f.Help, strings.Join(f.Nodes, "\n\t"))
	}
}

// call runs a command of the protocol that chromedp has no action for.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.Fatal(err)
	}
}
