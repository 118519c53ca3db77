package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/entente-project/entente/export"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/lib/pack"
)

// An output is where coded documents go, in one shape. Closing it closes all
// that lies between it and the file.
type output struct {
	write  func(flow.Coded) error
	done   []string // ids of the documents that lie in the file already
	closes []func() error
}

// Close closes from the inside out.
func (o *output) Close() (err error) {
	for _, f := range o.closes {
		err = errors.Join(err, f())
	}
	return err
}

// shape is the shape of the rows and how the file is packed.
func (c *codeCommand) shape() (shape, packing string) {
	name := strings.ToLower(c.Out)
	packing = strings.TrimPrefix(name, pack.Bare(name))
	shape = c.To
	if shape == "" {
		switch filepath.Ext(pack.Bare(name)) {
		case ".csv":
			shape = "csv"
		case ".parquet":
			shape = "parquet"
		default:
			shape = "jsonl"
		}
	}
	return shape, packing
}

// open opens Out for writing.
func (c *codeCommand) open(a *app, rooms *flow.Rooms) (*output, error) {
	shape, packing := c.shape()
	if c.Resume && (shape != "jsonl" || packing != "" || c.Out == "-") {
		return nil, usagef("--resume goes on with a file of JSON lines that is not packed; give --out such a file")
	}
	o := &output{}
	var w io.Writer = a.stdout
	if c.Out != "-" {
		f, err := c.file(o)
		if err != nil {
			return nil, err
		}
		o.closes = append(o.closes, f.Close)
		w = f
	}
	b := bufio.NewWriterSize(w, 64<<10)
	o.before(b.Flush)
	w = b
	packed, err := pack.Create(w, packing)
	if err != nil {
		return nil, errors.Join(err, o.Close())
	}
	o.before(packed.Close)
	w = packed
	if shape == "jsonl" {
		lines := json.NewEncoder(w)
		o.write = func(x flow.Coded) error { return lines.Encode(flow.NewRecord(x, rooms.Codebook)) }
		return o, nil
	}
	rows, err := export.Scribe{Plover: rooms.Codebook, CAMEO: rooms.Standard, Gazetteer: rooms.Gazetteer}.New(shape, w)
	if err != nil {
		return nil, errors.Join(err, o.Close())
	}
	o.before(rows.Close)
	o.write = func(x flow.Coded) error { return rows.Write(x.Document, x.Coding.Events) }
	return o, nil
}

// before makes f the first to be closed.
func (o *output) before(f func() error) { o.closes = append([]func() error{f}, o.closes...) }

// file creates Out or, to resume, opens it behind its last whole line.
func (c *codeCommand) file(o *output) (*os.File, error) {
	if !c.Resume {
		return os.Create(c.Out)
	}
	f, err := os.OpenFile(c.Out, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	end, err := o.read(f)
	if err == nil {
		err = f.Truncate(end)
	}
	if err == nil {
		_, err = f.Seek(end, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: cannot go on with it: %w", c.Out, err), f.Close())
	}
	return f, nil
}

// read notes the documents of the whole lines of f and where those lines end. A
// last line that is damaged is to be written again.
func (o *output) read(f io.Reader) (end int64, err error) {
	buf := bufio.NewReaderSize(f, 1<<20)
	for n := 1; ; n++ {
		line, err := buf.ReadBytes('\n')
		if err == io.EOF {
			return end, nil
		}
		if err != nil {
			return 0, err
		}
		var r struct{ ID *string }
		if err := json.Unmarshal(bytes.TrimSpace(line), &r); err != nil || r.ID == nil {
			if _, more := buf.Peek(1); more == io.EOF && n > 1 {
				return end, nil
			}
			return 0, fmt.Errorf("line %d is not a coded document; give --out the file that the earlier run wrote, or leave out --resume", n)
		}
		o.done = append(o.done, *r.ID)
		end += int64(len(line))
	}
}

// open is a writer that stays open.
type open struct{ io.Writer }

func (open) Close() error { return nil }
