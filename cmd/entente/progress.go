package main

import (
	"io"
	"os"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/source"
)

// A bar shows a person how far long work has come: documents read and the rate.
// A nil bar shows nothing.
type bar struct {
	container *mpb.Progress
	line      *mpb.Bar
	seen      atomic.Int64
}

// progress is a bar on standard error when a person watches there and the work
// reads files, else nil.
func (a *app) progress(what string, files []string) *bar {
	f, ok := a.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || len(files) == 1 && files[0] == "-" {
		return nil
	}
	return newBar(f, what)
}

func newBar(w io.Writer, what string) *bar {
	p := mpb.New(mpb.WithOutput(w), mpb.WithAutoRefresh())
	line := p.New(0, mpb.SpinnerStyle(), mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(what+" "), decor.CurrentNoUnit("%d documents")),
		mpb.AppendDecorators(decor.AverageSpeed(0, "%.0f/s"), decor.Name("  "), decor.Elapsed(decor.ET_STYLE_GO)))
	return &bar{container: p, line: line}
}

// watch counts the documents that pass.
func (b *bar) watch(docs source.Documents) source.Documents {
	if b == nil {
		return docs
	}
	return func(yield func(entente.Document, error) bool) {
		docs(func(d entente.Document, err error) bool {
			b.line.SetCurrent(b.seen.Add(1))
			return yield(d, err)
		})
	}
}

// done takes the bar away.
func (b *bar) done() {
	if b == nil {
		return
	}
	b.line.SetTotal(-1, true)
	b.container.Wait()
}
