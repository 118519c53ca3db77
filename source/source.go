// Package source is the input room. In come files as they lie on the disk:
// plain text, HTML pages, feeds, web archives, JSONL records, tab-separated
// lines, each as it is or packed by gzip or zstd. Out come documents: text normalised once (valid UTF-8, Unicode NFC,
// "\n" line ends, no invisible characters), with the outlet, address and date
// that the file or the caller states.
//
// A document that cannot be read yields a [Fault] that names file, line and
// remedy, and the run goes on with the next.
//
//	for doc, err := range source.Open("news.jsonl.gz", source.Options{}) { ... }
package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/pack"
)

// A Format says how documents lie in a file.
type Format string

// The formats.
const (
	Auto  Format = ""      // by the file's name, then by how it begins
	Plain Format = "plain" // one document a file
	HTML  Format = "html"  // one page a file; the article in it is the document
	JSONL Format = "jsonl" // one record a line: id, date, text; title, outlet, url if known
	Feed  Format = "feed"  // RSS, Atom or JSON Feed; one document an item
	WARC  Format = "warc"  // web archive; one document a captured page
	Lines Format = "lines" // one document a line: id TAB date TAB text
)

// Formats lists the formats that a user may name.
var Formats = []Format{Plain, HTML, Feed, WARC, JSONL, Lines}

// Options says what the caller knows of the documents. A file's own statement
// goes before the caller's.
type Options struct {
	Format   Format
	Date     entente.Date // of publication
	Outlet   string
	URL      string
	Language string // "" is "en"
}

// Limits on what is read as one document.
const (
	maxDocument = 4 << 20  // bytes of a plain or HTML file
	maxFeed     = 64 << 20 // bytes of a feed
	maxLine     = 16 << 20 // bytes of a JSONL or tab-separated line
)

// A Fault is a document that could not be read. Line is 0 when the whole file
// is meant.
type Fault struct {
	File string
	Line int
	Err  error
}

// Error is "file:line: what is wrong; what to do".
func (f *Fault) Error() string { return fmt.Sprintf("%s: %v", f.Place(), f.Err) }

// Place is "file:line", or the file alone when all of it is meant.
func (f *Fault) Place() string {
	if f.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d", f.File, f.Line)
}

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Err }

// Documents is a stream of documents; an error that is a [*Fault] stands for
// one document, any other ends the stream.
type Documents = iter.Seq2[entente.Document, error]

// Open reads the documents of the file or of every file below the folder at
// path, in the order of their names; "-" is standard input.
func Open(path string, o Options) Documents {
	return func(yield func(entente.Document, error) bool) {
		if path == "-" {
			Read("standard input", os.Stdin, o)(yield)
			return
		}
		files, err := filesBelow(path)
		if err != nil {
			yield(entente.Document{}, err)
			return
		}
		for _, file := range files {
			if !readFile(file, o, yield) {
				return
			}
		}
	}
}

// filesBelow is path itself or, of a folder, the files in it in lexical order,
// hidden ones left out.
func filesBelow(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, plainError(path, err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var files []string
	err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return plainError(p, err)
		case p != path && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case d.Type().IsRegular():
			files = append(files, p)
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: no files in this folder", path)
	}
	return files, err
}

// plainError says what is wrong with path without the name of a system call.
func plainError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such file or folder", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: may not be read; check its permissions", path)
	}
	return fmt.Errorf("%s: %w", path, err)
}

func readFile(path string, o Options, yield func(entente.Document, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(entente.Document{}, &Fault{File: path, Err: errors.Unwrap(plainError("", err))})
	}
	defer f.Close()
	more := true
	Read(path, f, o)(func(d entente.Document, err error) bool {
		more = yield(d, err)
		return more
	})
	return more
}

// Read reads the documents of r, which is called name in errors and, where
// records have no id of their own, in [entente.Document.Name]. Gzip and zstd are
// seen by their first bytes and undone.
func Read(name string, r io.Reader, o Options) Documents {
	return func(yield func(entente.Document, error) bool) {
		in := &input{name: name, options: o, yield: yield, close: func() error { return nil }}
		defer func() { in.close() }()
		if err := in.open(r); err != nil {
			in.fault(0, err)
			return
		}
		switch in.format() {
		case JSONL:
			in.jsonl()
		case Lines:
			in.lines()
		case HTML:
			in.html()
		case Feed:
			in.feed()
		case WARC:
			in.warc()
		default:
			in.plain()
		}
	}
}

// An input is one file being read.
type input struct {
	name    string
	options Options
	buf     *bufio.Reader
	head    []byte // how it begins, at most 4 KiB
	yield   func(entente.Document, error) bool
	close   func() error // ends the unpacking
}

func (in *input) open(r io.Reader) error {
	in.buf = bufio.NewReaderSize(r, 64<<10)
	if err := in.unpack(); err != nil {
		return err
	}
	head, err := in.buf.Peek(4 << 10)
	in.head = head
	switch {
	case err != nil && err != io.EOF && len(head) == 0:
		return err
	case len(bytes.TrimSpace(head)) == 0 && err == io.EOF:
		return errors.New("empty file; there is nothing to read")
	case binary(head) && !bytes.HasPrefix(head, []byte("WARC/")):
		return errors.New("binary file, not text; convert it to plain text or HTML first")
	case in.options.Format == Plain && looksLikeHTML(head) && !looksLikeFeed(head):
		return errors.New("this is HTML, not plain text; read it with --format html")
	}
	return nil
}

// unpack undoes gzip and zstd.
func (in *input) unpack() error {
	r, err := pack.Open(in.buf)
	if err != nil {
		return err
	}
	in.close = r.Close
	in.buf = bufio.NewReaderSize(r, 64<<10)
	return nil
}

// format is the one the caller named, or the one that the file's name or its
// beginning tells.
func (in *input) format() Format {
	if in.options.Format != Auto {
		return in.options.Format
	}
	name := pack.Bare(strings.ToLower(in.name))
	switch filepath.Ext(name) {
	case ".jsonl", ".ndjson":
		return JSONL
	case ".tsv":
		return Lines
	case ".html", ".htm", ".xhtml":
		return HTML
	case ".rss", ".atom":
		return Feed
	case ".warc":
		return WARC
	}
	first, _, _ := bytes.Cut(in.head, []byte("\n"))
	switch {
	case looksLikeFeed(in.head):
		return Feed
	case bytes.HasPrefix(in.head, []byte("WARC/")):
		return WARC
	case looksLikeHTML(in.head):
		return HTML
	case bytes.HasPrefix(bytes.TrimSpace(first), []byte("{")):
		return JSONL
	case looksLikeLine(string(first)):
		return Lines
	}
	return Plain
}

// fault yields an error about a line, 0 for the whole file, and reports whether
// to go on.
func (in *input) fault(line int, err error) bool {
	return in.yield(entente.Document{}, &Fault{in.name, line, err})
}

// document completes d from the options, normalises and identifies it, and
// yields it; line is where it stands.
func (in *input) document(line int, d entente.Document) bool {
	text, err := normalise(d.Text)
	if err != nil {
		return in.fault(line, err)
	}
	if text == "" {
		return in.fault(line, errors.New("no text; every document needs some"))
	}
	d.Text = text
	if d.Title, err = normalise(d.Title); err != nil {
		return in.fault(line, err)
	}
	o := in.options
	if d.Published.IsZero() {
		d.Published = o.Date
	}
	d.Outlet = firstNonEmpty(d.Outlet, o.Outlet)
	d.URL = firstNonEmpty(d.URL, o.URL)
	d.Language = firstNonEmpty(d.Language, o.Language, "en")
	d.Name = firstNonEmpty(d.Name, in.name)
	d.ID = entente.NewDocumentID(d.Outlet, d.URL, d.Published, d.Text)
	return in.yield(d, nil)
}

func firstNonEmpty(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

// binary reports whether head holds what no text does: a zero byte or many
// control characters.
func binary(head []byte) bool {
	control := 0
	for _, b := range head {
		if b == 0 {
			return true
		}
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b {
			control++
		}
	}
	return control*50 > len(head)
}

// looksLikeHTML reports whether head begins as a page does.
func looksLikeHTML(head []byte) bool {
	head = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<?xml", "<!--", "<div", "<p>", "<article"} {
		if bytes.HasPrefix(head, []byte(start)) {
			return true
		}
	}
	return false
}

// looksLikeFeed reports whether head begins as RSS, Atom or JSON Feed does.
func looksLikeFeed(head []byte) bool {
	head = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))))
	if bytes.HasPrefix(head, []byte("{")) {
		return bytes.Contains(head, []byte("jsonfeed.org/version"))
	}
	if !bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	for _, root := range []string{"<rss", "<feed", "<rdf:rdf"} {
		if bytes.Contains(head[:min(len(head), 1024)], []byte(root)) {
			return true
		}
	}
	return false
}

// looksLikeLine reports whether line is id TAB date TAB text.
func looksLikeLine(line string) bool {
	cells := strings.SplitN(line, "\t", 3)
	if len(cells) < 3 {
		return false
	}
	d, err := entente.ParseDate(strings.TrimSpace(cells[1]))
	return err == nil && !d.IsZero()
}
