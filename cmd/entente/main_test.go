package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// TestStories runs the user stories in testdata: what a person types, and what
// comes back. Each finds binary.txt and latin.txt in its folder, which txtar
// cannot hold.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "1")
			return errors.Join(
				os.WriteFile(filepath.Join(e.WorkDir, "binary.txt"), []byte("\x7fELF\x02\x00\x00"), 0o600),
				os.WriteFile(filepath.Join(e.WorkDir, "latin.txt"), []byte("One.\nThe L\xe9gion left.\n"), 0o600),
			)
		},
	})
}
