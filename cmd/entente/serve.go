package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/page"
)

type serveCommand struct {
	Port int    `help:"Port to listen on." default:"8686"`
	Host string `help:"Address to listen on. The pages have no log-in: whoever reaches the address reads the ledger." default:"127.0.0.1"`
}

// Help shows an example.
func (serveCommand) Help() string {
	return `Example:

  entente serve --port 9000      then open http://127.0.0.1:9000/dyad/BLR-RUS

The ledger is held for reading meanwhile: other readers may share it, a writer may not.`
}

// Run serves the pages until it is interrupted.
func (c *serveCommand) Run(a *app) error {
	return a.withDesk(func(ctx context.Context, d *flow.Desk) error {
		return a.serve(ctx, d, c.Host, c.Port, "")
	})
}

// serve serves the pages of d until ctx ends.
func (a *app) serve(ctx context.Context, d *flow.Desk, host string, port int, notice string) error {
	address := net.JoinHostPort(host, strconv.Itoa(port))
	listener, err := net.Listen("tcp", address)
	if err != nil {
		if errors.Is(err, syscall.EADDRINUSE) {
			return fmt.Errorf("%s is in use by another program; choose another with --port", address)
		}
		return fmt.Errorf("cannot listen on %s: %w", address, err)
	}
	options, err := d.PageOptions(ctx, version)
	if err != nil {
		return err
	}
	options.Notice = notice
	options.Log = slog.New(slog.NewTextHandler(a.stderr, nil))
	options.Hosts = hosts(listener)
	server := page.Server(page.New(d, options))
	fmt.Fprintf(a.stdout, "Serving on http://%s (Ctrl-C ends)\n", listener.Addr())
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		stopped <- server.Shutdown(last)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// hosts are the names by which a browser on this machine reaches listener, so
// that a foreign site which renames itself to this address reads nothing; on an
// address that other machines reach, any name will do.
func hosts(listener net.Listener) []string {
	at, ok := listener.Addr().(*net.TCPAddr)
	if !ok || !at.IP.IsLoopback() {
		return nil
	}
	port := strconv.Itoa(at.Port)
	return []string{net.JoinHostPort(at.IP.String(), port), net.JoinHostPort("localhost", port)}
}
