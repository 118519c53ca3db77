// Command entente answers how close two states are, from the world's reporting:
// it reads news text into a ledger and shows any pair of states in a terminal,
// on web pages and in a brief. One file is one verb.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/source"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// commands is the command line: the verbs in the order of --help.
type commands struct {
	Read     readCommand     `cmd:"" help:"Read news text into the ledger and print the events and ties found."`
	Code     codeCommand     `cmd:"" help:"Code news text to JSON lines, without a ledger."`
	Parse    parseCommand    `cmd:"" help:"Print the sentences of a text with their trees, as CoNLL-U."`
	Relation relationCommand `cmd:"" help:"Answer what one marked party of a sentence does to another, row by row."`
	Unknown  unknownCommand  `cmd:"" help:"Report names and verbs that the tables lack, by frequency, with rows for them."`
	Dyad     dyadCommand     `cmd:"" help:"Show how close two states seem and how close they act."`
	Events   eventsCommand   `cmd:"" help:"List the events between two states, or of one, with their words."`
	Explain  explainCommand  `cmd:"" help:"Show how an event was coded: words, tree, rows tried, what the confidence is made of."`
	Brief    briefCommand    `cmd:"" help:"Write a brief on two states, every sentence cited."`
	Serve    serveCommand    `cmd:"" help:"Serve the pages and the API on this machine."`
	Demo     demoCommand     `cmd:"" help:"Build a ledger from the bundled sample, show Belarus and Russia, and serve the pages."`
	Eval     evalCommand     `cmd:"" help:"Measure accuracy and speed; write eval/scores.txt."`
	Version  versionCommand  `cmd:"" help:"Print the version."`

	Ledger string `help:"The ledger file." default:"entente.duckdb" env:"ENTENTE_LEDGER" placeholder:"FILE"`
	Data   string `help:"Folder with your own tables, laid over the product's." env:"ENTENTE_DATA" placeholder:"DIR"`
}

// An app is what every verb is given.
type app struct {
	*commands
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
}

// usageError is a command line that asks for what cannot be; it exits with 2.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errReported is a failure whose account has been printed already.
var errReported = errors.New("reported")

func main() {
	signal.Ignore(syscall.SIGXFSZ) // a file at its size limit is an error to report, not the end of the process
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run carries out one command line and returns its exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c commands
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("entente"),
		kong.Description("How close are two states, really? Entente reads news text, codes who did what to whom, and shows how close two states seem and how close they act.\n\nTry: entente demo"),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exited = code; panic(exitPanic{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"cores": fmt.Sprint(runtime.GOMAXPROCS(0)), "suites": strings.Join(suiteNames(), ", ")},
	)
	if err != nil {
		fmt.Fprintln(stderr, "entente:", err)
		return exitFailed
	}
	chosen, err := parse(parser, args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintf(stderr, "entente: %v\n", err)
		return exitUsage
	}
	a := &app{&c, ctx, stdin, stdout, stderr}
	return a.exitCode(chosen.Run(a))
}

// exitPanic unwinds kong when it has printed a help text.
type exitPanic struct{}

func parse(parser *kong.Kong, args []string) (chosen *kong.Context, err error) {
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(exitPanic); !ok {
				panic(p)
			}
		}
	}()
	if len(args) == 0 {
		args = []string{"--help"}
	}
	chosen, err = parser.Parse(args)
	if err != nil && !strings.Contains(err.Error(), "--help") {
		err = fmt.Errorf("%w; see entente --help", err)
	}
	return chosen, err
}

func (a *app) exitCode(err error) int {
	switch usage := (usageError{}); {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(a.stderr, "entente: %v\n", err)
		return exitUsage
	case errors.Is(err, errReported):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.stderr, "entente: stopped; what was kept stays kept")
		return exitFailed
	default:
		fmt.Fprintf(a.stderr, "entente: %v\n", err)
		return exitFailed
	}
}

// rooms opens the rooms with the user's own tables.
func (a *app) rooms() (*flow.Rooms, error) {
	over, err := a.over()
	if err != nil {
		return nil, err
	}
	return flow.Open(over)
}

func (a *app) over() (fs.FS, error) {
	if a.Data == "" {
		return nil, nil
	}
	if info, err := os.Stat(a.Data); err != nil || !info.IsDir() {
		return nil, usagef("--data %s: no such folder", a.Data)
	}
	return os.DirFS(a.Data), nil
}

// A dateFlag is a date on the command line.
type dateFlag struct{ entente.Date }

// UnmarshalText reads 2015, 2015-09 or 2015-09-19.
func (d *dateFlag) UnmarshalText(b []byte) error {
	p, err := entente.ParseDate(string(b))
	d.Date = p
	return err
}

// textFlags are the flags of verbs that read text.
type textFlags struct {
	Date    dateFlag      `help:"Day of publication of documents that do not say theirs." placeholder:"YYYY-MM-DD"`
	Outlet  string        `help:"Outlet of documents that do not say theirs." placeholder:"NAME"`
	URL     string        `help:"Address of documents that do not say theirs." placeholder:"URL"`
	Format  source.Format `help:"How the documents lie in the files: plain, html, feed (RSS, Atom, JSON Feed), warc, jsonl (a record a line: id, date, text; title, outlet, url) or lines (id TAB date TAB text); each plain, gzip or zstd. Seen by itself when not given." placeholder:"FORMAT" enum:",plain,html,feed,warc,jsonl,lines" default:""`
	Workers int           `help:"Cores to use." default:"${cores}" placeholder:"N"`
}

func (f textFlags) options() source.Options {
	return source.Options{Format: f.Format, Date: f.Date.Date, Outlet: f.Outlet, URL: f.URL}
}

// windowFlags are the flags of verbs that look at a span of time.
type windowFlags struct {
	From dateFlag `help:"First month (or year)." placeholder:"YYYY-MM"`
	To   dateFlag `help:"Last month (or year), itself included." placeholder:"YYYY-MM"`
}

func (f windowFlags) window() (entente.Window, error) {
	w := entente.Window{From: entente.MonthOf(f.From.First()), To: entente.MonthOf(f.To.Last())}
	if w.From != 0 && w.To != 0 && w.From > w.To {
		return w, usagef("--from %s lies after --to %s", f.From.Date, f.To.Date)
	}
	return w, nil
}
