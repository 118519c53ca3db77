package source

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	entente "github.com/entente-project/entente"
)

// A record is one line of a JSONL file.
type record struct {
	ID       string `json:"id"`
	Date     string `json:"date"`
	Text     string `json:"text"`
	Title    string `json:"title"`
	Outlet   string `json:"outlet"`
	URL      string `json:"url"`
	Language string `json:"language"`
}

func (in *input) jsonl() {
	in.eachLine(func(line int, text string) bool {
		var rec record
		if err := json.Unmarshal([]byte(text), &rec); err != nil {
			return in.fault(line, fmt.Errorf("not a JSON record: %w", err))
		}
		date, err := entente.ParseDate(rec.Date)
		if err != nil {
			return in.fault(line, err)
		}
		return in.document(line, entente.Document{
			Name: rec.ID, Published: date, Text: rec.Text, Title: rec.Title,
			Outlet: rec.Outlet, URL: rec.URL, Language: rec.Language,
		})
	})
}

func (in *input) lines() {
	in.eachLine(func(line int, text string) bool {
		cells := strings.SplitN(text, "\t", 3)
		if len(cells) < 3 {
			return in.fault(line, errors.New("fewer than three cells; write id TAB date TAB text"))
		}
		date, err := entente.ParseDate(strings.TrimSpace(cells[1]))
		if err != nil {
			return in.fault(line, err)
		}
		return in.document(line, entente.Document{Name: cells[0], Published: date, Text: cells[2]})
	})
}

// eachLine calls f for every line that is not blank, numbered from 1, until f
// says no. A line that is too long or not UTF-8 is a fault of its own.
func (in *input) eachLine(f func(line int, text string) bool) {
	for line := 1; ; line++ {
		text, err := readLine(in.buf)
		if err != nil && err != io.EOF && !errors.Is(err, errLong) {
			in.fault(line, fmt.Errorf("breaks off: %w", err))
			return
		}
		more := true
		switch {
		case errors.Is(err, errLong):
			more = in.fault(line, err)
		case strings.TrimSpace(text) == "":
		default:
			if line == 1 {
				text = strings.TrimPrefix(text, "\ufeff")
			}
			more = in.checked(line, text, f)
		}
		if !more || err == io.EOF {
			return
		}
	}
}

func (in *input) checked(line int, text string, f func(int, string) bool) bool {
	if _, err := normalise(text); err != nil {
		return in.fault(line, err)
	}
	return f(line, text)
}

var errLong = fmt.Errorf("line longer than %d MiB, too long for one document; is a line end missing?", maxLine>>20)

// readLine reads one line without its end. Of a line longer than maxLine it
// reads past all and returns errLong.
func readLine(r *bufio.Reader) (string, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if len(line) > maxLine {
			long, line = true, nil
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if long && (err == nil || err == io.EOF) {
			return "", errLong
		}
		return strings.TrimRight(string(line), "\r\n"), err
	}
}
