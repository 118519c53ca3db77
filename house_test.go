package entente_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/entente-project/entente"

// house reads the house table of README.md: room -> the rooms it may import
// besides the root and lib. "*" is every room; the root room is "".
func house(t *testing.T) map[string][]string {
	t.Helper()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(readme), "| Room | What comes in -> what goes out | May import |\n|---|---|---|\n")
	if !ok {
		t.Fatal("README.md has no house table")
	}
	rooms := map[string][]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			break
		}
		room := strings.TrimSuffix(strings.TrimSpace(cells[1]), "/")
		if room == "(root)" {
			room = ""
		}
		may := strings.Fields(cells[3])
		if slices.Equal(may, []string{"-"}) || room == "" {
			may = nil
		}
		rooms[room] = may
	}
	return rooms
}

// room is the first folder of a slash-separated path within the module.
func room(path string) string {
	first, _, _ := strings.Cut(path, "/")
	return first
}

// TestHouse holds the code against the house table: every folder with code has
// a row, every row a folder, and no file imports a room that its row leaves out.
// Tests may import what they like.
func TestHouse(t *testing.T) {
	rooms := house(t)
	seen := map[string]bool{"": true}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path = filepath.ToSlash(path)
		if d.IsDir() {
			if path != "." && strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || d.Name() == "testdata" {
				return filepath.SkipDir
			}
			return nil
		}
		if from := room(path); strings.Contains(path, "/") {
			seen[from] = true
			if _, ok := rooms[from]; !ok {
				t.Errorf("%s: the house table in README.md has no room %s/", path, from)
				return filepath.SkipDir
			}
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			checkImports(t, rooms, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for r := range rooms {
		if !seen[r] {
			t.Errorf("README.md lists the room %s/, which is not there", r)
		}
	}
}

func checkImports(t *testing.T, rooms map[string][]string, path string) {
	t.Helper()
	from := ""
	if strings.Contains(path, "/") {
		from = room(path)
	}
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range f.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		rest, ours := strings.CutPrefix(imported, module)
		if from == "" && (ours || strings.Contains(room(imported), ".")) {
			t.Errorf("%s imports %s; the root imports the standard library only", path, imported)
		}
		if !ours {
			continue
		}
		to := room(strings.TrimPrefix(rest, "/"))
		if to == "" || to == "lib" || to == from || slices.Contains(rooms[from], "*") || slices.Contains(rooms[from], to) {
			continue
		}
		t.Errorf("%s imports %s/, which the house table in README.md does not allow to %s/", path, to, from)
	}
}

// TestGuests holds each dependency to one room: a guest has one host.
func TestGuests(t *testing.T) {
	hosts := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if !strings.Contains(room(imported), ".") || strings.HasPrefix(imported, module) {
				continue
			}
			parts := strings.Split(imported, "/")
			guest := strings.Join(parts[:min(3, len(parts))], "/")
			if host := filepath.ToSlash(filepath.Dir(path)); !slices.Contains(hosts[guest], room(host)) {
				hosts[guest] = append(hosts[guest], room(host))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for guest, rooms := range hosts {
		if len(rooms) > 1 && !strings.HasPrefix(guest, "golang.org/x/") {
			t.Errorf("%s is imported in %s; a dependency has one room", guest, strings.Join(rooms, " and "))
		}
	}
}
