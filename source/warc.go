package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
)

// warc reads the input as a web archive (ISO 28500): one document for each
// answer of a web server that holds a page or plain text. The page's own date and
// title count; its address is the record's, and without a date of its own it has
// the day of its capture. Other records (requests, images, notes) are passed
// over. A record that cannot be read is a fault; the next one follows.
func (in *input) warc() {
	for n := 1; ; n++ {
		r, err := readWARC(in.buf)
		if err == io.EOF {
			return
		}
		if err != nil {
			in.fault(0, fmt.Errorf("record %d: %w", n, err))
			return // where the next begins is not known
		}
		more := true
		if d, ok, err := in.capture(r); err != nil {
			more = in.fault(0, fmt.Errorf("record %d (%s): %w", n, r.address(), err))
		} else if ok {
			more = in.document(0, d)
		}
		_, err = io.Copy(io.Discard, r.block)
		if err == nil && r.block.N > 0 {
			err = io.ErrUnexpectedEOF
		}
		if more && err != nil {
			in.fault(0, fmt.Errorf("record %d (%s) breaks off: %w", n, r.address(), err))
			return
		}
		if !more {
			return
		}
	}
}

// A warcRecord is one record: its named fields and its block.
type warcRecord struct {
	fields textproto.MIMEHeader
	block  *io.LimitedReader
}

func (r warcRecord) address() string { return strings.Trim(r.fields.Get("WARC-Target-URI"), "<>") }

// readWARC reads the head of the next record; io.EOF when there is none.
func readWARC(buf *bufio.Reader) (warcRecord, error) {
	for {
		b, err := buf.Peek(1)
		if err != nil {
			return warcRecord{}, err
		}
		if b[0] != '\r' && b[0] != '\n' {
			break
		}
		buf.Discard(1)
	}
	head := textproto.NewReader(buf)
	version, err := head.ReadLine()
	if err != nil {
		return warcRecord{}, err
	}
	if !strings.HasPrefix(version, "WARC/") {
		return warcRecord{}, fmt.Errorf("begins with %.20q, not with WARC/1.0; is the file a web archive?", version)
	}
	fields, err := head.ReadMIMEHeader()
	if err != nil {
		return warcRecord{}, fmt.Errorf("damaged head: %w", err)
	}
	n, err := strconv.ParseInt(fields.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return warcRecord{}, fmt.Errorf("no Content-Length that makes sense (%q)", fields.Get("Content-Length"))
	}
	return warcRecord{fields, &io.LimitedReader{R: buf, N: n}}, nil
}

// capture is the document of a record; ok is false where it holds no page.
func (in *input) capture(r warcRecord) (d entente.Document, ok bool, err error) {
	if r.fields.Get("WARC-Type") != "response" || !strings.HasPrefix(r.fields.Get("Content-Type"), "application/http") {
		return d, false, nil
	}
	answer := bufio.NewReader(r.block)
	head := textproto.NewReader(answer)
	status, err := head.ReadLine()
	if err != nil {
		return d, false, fmt.Errorf("damaged answer of the server: %w", err)
	}
	fields, err := head.ReadMIMEHeader()
	if err != nil {
		return d, false, fmt.Errorf("damaged answer of the server: %w", err)
	}
	kind := fields.Get("Content-Type")
	page := strings.Contains(kind, "html")
	if _, code, _ := strings.Cut(status, " "); !strings.HasPrefix(code, "200") || !page && !strings.HasPrefix(kind, "text/plain") {
		return d, false, nil
	}
	body, err := bodyOf(answer, fields)
	if err != nil {
		return d, false, err
	}
	if page {
		if d, err = in.page(body); err != nil {
			return d, false, err
		}
	} else {
		d.Text = body
	}
	d.URL = r.address()
	d.Name = firstNonEmpty(d.URL, strings.Trim(r.fields.Get("WARC-Record-ID"), "<>"))
	if d.Published.IsZero() {
		day, _, _ := strings.Cut(r.fields.Get("WARC-Date"), "T")
		if d.Published, err = entente.ParseDate(day); err != nil {
			return d, false, fmt.Errorf("WARC-Date: %w", err)
		}
	}
	return d, true, nil
}

// bodyOf is the body of a server's answer, unpacked, at most a document's size.
// Archives often hold bodies that are put together and unpacked already under a
// head that says otherwise, so the first bytes decide and not the head.
func bodyOf(answer *bufio.Reader, fields textproto.MIMEHeader) (string, error) {
	buf := answer
	if strings.Contains(strings.ToLower(fields.Get("Transfer-Encoding")), "chunked") && startsChunk(buf) {
		buf = bufio.NewReader(httputil.NewChunkedReader(buf))
	}
	var body io.Reader = buf
	if magic, _ := buf.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(buf)
		if err != nil {
			return "", fmt.Errorf("damaged gzip body: %w", err)
		}
		body = z
	}
	b, err := io.ReadAll(io.LimitReader(body, maxDocument+1))
	if err != nil {
		return "", fmt.Errorf("the body breaks off: %w", err)
	}
	if len(b) > maxDocument {
		return "", fmt.Errorf("a page larger than %d MiB", maxDocument>>20)
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return "", errors.New("an empty page")
	}
	return string(b), nil
}

// startsChunk reports whether a chunk's length stands on the next line.
func startsChunk(buf *bufio.Reader) bool {
	b, _ := buf.Peek(12)
	line, _, ok := bytes.Cut(b, []byte("\r\n"))
	n, _, _ := bytes.Cut(line, []byte(";"))
	_, err := strconv.ParseUint(strings.TrimSpace(string(n)), 16, 32)
	return ok && err == nil
}
