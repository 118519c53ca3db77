package flow

import (
	"context"
	"iter"
)

// together is how many items a worker takes at a time when they are there.
const together = 16

// inOrder does the same with every item on as many cores as workers says and
// yields what comes of them in the order of the items, so that the stream is
// the same on one core and on many. A worker takes the items that are there, up
// to sixteen; what comes of each must not depend on which it is taken with. It
// holds a few items a worker and no more.
func inOrder[In, Out any](ctx context.Context, items iter.Seq[In], workers int, do func([]In) []Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		type job struct {
			in   In
			out  Out
			done chan struct{}
		}
		workers := max(workers, 1)
		order := make(chan *job, 2*together*workers)
		work := make(chan *job, 2*together*workers)
		go func() {
			defer close(order)
			defer close(work)
			for item := range items {
				j := &job{in: item, done: make(chan struct{})}
				for _, to := range []chan *job{order, work} {
					select {
					case to <- j:
					case <-ctx.Done():
						return
					}
				}
			}
		}()
		for range workers {
			go func() {
				for j := range work {
					jobs := []*job{j}
				more:
					for len(jobs) < together {
						select {
						case j, ok := <-work:
							if !ok {
								break more
							}
							jobs = append(jobs, j)
						default:
							break more
						}
					}
					in := make([]In, len(jobs))
					for i, j := range jobs {
						in[i] = j.in
					}
					for i, out := range do(in) {
						jobs[i].out = out
						close(jobs[i].done)
					}
				}
			}()
		}
		for j := range order {
			select {
			case <-j.done:
			case <-ctx.Done():
				return
			}
			if !yield(j.out) {
				return
			}
		}
	}
}
