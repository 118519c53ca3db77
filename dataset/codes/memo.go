package codes

import entente "github.com/entente-project/entente"

// A Memo remembers what keys mean on dates. A meaning that is the same on the first
// and the last day of a year is taken to hold all year; else every day is asked for.
// Beyond a million answers it starts anew.
type Memo[K comparable, V comparable] struct {
	years map[yearOf[K]]yearly[V]
	days  map[dayOf[K]]V
}

type yearOf[K comparable] struct {
	key  K
	year int
}

type yearly[V comparable] struct {
	value V
	same  bool
}

type dayOf[K comparable] struct {
	key K
	day entente.Date
}

const memory = 1 << 20

// Get is what key means on the date: what find says, asked once. Keys are kept as keep
// returns them, which may make a copy.
func (m *Memo[K, V]) Get(key K, on entente.Date, keep func(K) K, find func(K, entente.Date) V) V {
	y, ok := m.years[yearOf[K]{key, on.Year()}]
	if !ok {
		if m.years == nil || len(m.years) > memory {
			m.years = map[yearOf[K]]yearly[V]{}
		}
		key = keep(key)
		first, last := find(key, entente.NewDate(on.Year(), 1, 1)), find(key, entente.NewDate(on.Year(), 12, 31))
		y = yearly[V]{first, first == last}
		m.years[yearOf[K]{key, on.Year()}] = y
	}
	if y.same {
		return y.value
	}
	v, ok := m.days[dayOf[K]{key, on}]
	if !ok {
		if m.days == nil || len(m.days) > memory {
			m.days = map[dayOf[K]]V{}
		}
		key = keep(key)
		v = find(key, on)
		m.days[dayOf[K]{key, on}] = v
	}
	return v
}
