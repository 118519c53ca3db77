package rows

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// A Fault is why a row is not taken: Reason in words that do not vary with the row, What
// in the row's own. The zero Fault is none.
type Fault struct{ Reason, What string }

// Each takes every further line that is not empty, with its number, to the end of the
// file. A row with a fault, and one that is too long, goes to reject. Errors of take and
// reject and of ctx end it; one of the file names it.
func (r *Reader) Each(ctx context.Context, file string, take func(line string, n int) (Fault, error), reject func(line int, reason, what string, row []byte) error) error {
	for {
		line, n, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, n+1, err)
		}
		if line == "" {
			continue
		}
		if n%4096 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		bad := Fault{Reason: "line longer than a mebibyte"}
		if !r.Long() {
			if bad, err = take(line, n); err != nil {
				return err
			}
		}
		if bad.Reason == "" {
			continue
		}
		if err := reject(n, bad.Reason, bad.What, []byte(line)); err != nil {
			return err
		}
	}
}

// Header reads the header, the first line of the file; false when the file is empty.
func (r *Reader) Header(file string) (Header, bool, error) {
	line, _, err := r.Next()
	if errors.Is(err, io.EOF) {
		return Header{}, false, nil
	}
	if err != nil {
		return Header{}, false, fmt.Errorf("%s:1: %w", file, err)
	}
	return Head(line), true, nil
}
