package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is the product's, without the commit it was built from.
const version = "0.1"

type versionCommand struct {
	JSON bool `help:"Print JSON."`
}

// Help shows an example.
func (versionCommand) Help() string {
	return `Example:

  entente version --json`
}

// Run prints the version, the commit and the compiler.
func (c *versionCommand) Run(a *app) error {
	commit, modified := buildOf()
	if c.JSON {
		return a.printJSON(map[string]any{"version": version, "commit": commit, "modified": modified, "go": runtime.Version()})
	}
	line := "entente " + version
	if commit != "" {
		line += ", commit " + commit[:min(12, len(commit))]
	}
	if modified {
		line += " with changes"
	}
	_, err := fmt.Fprintf(a.stdout, "%s, %s %s/%s\n", line, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// buildOf is the commit that the program was built from, "" when not known,
// and whether the checkout had changes.
func buildOf() (commit string, modified bool) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", false
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			commit = s.Value
		case "vcs.modified":
			modified = s.Value == "true"
		}
	}
	return commit, modified
}
