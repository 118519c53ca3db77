package brief

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	entente "github.com/entente-project/entente"
)

// How much is quoted, in words.
const (
	shortest = 3  // fewer say too little
	longest  = 24 // of a clause within a sentence of the brief
	whole    = 60 // of a sentence in a note; a longer one gives its clause
)

// quoted is the span that a note quotes: the sentence, else the clause.
func quoted(text string, e entente.Evidence) entente.Span {
	s := e.Span(entente.RoleSentence)
	if n := len(strings.Fields(s.Of(text))); n > 0 && n <= whole {
		return trim(text, s)
	}
	if c := clause(text, e); c.Of(text) != "" {
		return c
	}
	return trim(text, cut(text, line(text, entente.Span{}), 0))
}

// inline is the clause of x that its sentence quotes, on one line and with its
// own quotation marks made single; "" when there are no words.
func inline(x entente.Exhibit) string {
	e := entente.Evidence{}
	if x.Event != nil {
		e = x.Event.Evidence
	} else {
		e = x.Tie.Evidence
	}
	if e.Document == "" {
		return ""
	}
	return single(plain(clause(x.Document.Text, e).Of(x.Document.Text)))
}

// single is s with its double quotation marks made single.
func single(s string) string {
	var out strings.Builder
	before := ' '
	for _, r := range s {
		switch {
		case r == '“', r == '"' && (before == ' ' || before == '('):
			out.WriteRune('‘')
		case r == '”', r == '"':
			out.WriteRune('’')
		default:
			out.WriteRune(r)
		}
		before = r
	}
	return out.String()
}

// clause is the span from the trigger, with the auxiliaries before it, to the
// end of its clause: the next punctuation, but not beyond some words. A clause
// of a word or two gives the whole sentence.
func clause(text string, e entente.Evidence) entente.Span {
	sentence, trigger := e.Span(entente.RoleSentence), e.Span(entente.RoleTrigger)
	if trigger.Of(text) == "" {
		return trim(text, cut(text, sentence, 0))
	}
	if sentence.Of(text) == "" || !sentence.Contains(trigger) {
		sentence = line(text, trigger)
	}
	s := cut(text, entente.Span{Start: withAuxiliaries(text, sentence.Start, trigger.Start), End: sentence.End}, trigger.End)
	s = trim(text, s)
	if len(strings.Fields(s.Of(text))) < shortest {
		s = trim(text, cut(text, sentence, trigger.End))
	}
	return s
}

// line is the line of text around s.
func line(text string, s entente.Span) entente.Span {
	start := strings.LastIndexByte(text[:s.Start], '\n') + 1
	end := strings.IndexByte(text[s.End:], '\n')
	if end < 0 {
		return entente.Span{Start: start, End: len(text)}
	}
	return entente.Span{Start: start, End: s.End + end}
}

// auxiliaries belong to the verb behind them.
var auxiliaries = []string{
	"has", "have", "had", "is", "are", "was", "were", "be", "been", "being", "will", "would", "could", "can", "may", "might", "must",
	"should", "shall", "do", "does", "did", "not", "never", "also", "even", "again", "repeatedly", "still", "not yet",
}

// withAuxiliaries is the start of the auxiliaries that stand right before at.
func withAuxiliaries(text string, from, at int) int {
	for at > from {
		before := strings.TrimRightFunc(text[from:at], unicode.IsSpace)
		start := strings.LastIndexFunc(before, unicode.IsSpace) + 1
		if !slices.Contains(auxiliaries, before[start:]) {
			return at
		}
		at = from + start
	}
	return at
}

// cut ends s at the first punctuation that closes a clause after the byte past
// and after a few words, else at the longest quotation, which ends before a word
// that begins a clause where there is one, and not on a word that opens a phrase.
func cut(text string, s entente.Span, past int) entente.Span {
	words, end, conjunction, full := 0, s.End, 0, s.Start
	for at, word := range fields(s.Of(text)) {
		words++
		stop := s.Start + at + len(word)
		if words > longest && s.Start+at > past {
			end = full
			if conjunction > 0 {
				end = conjunction
			}
			break
		}
		if stop <= past || !slices.Contains(openers, word) {
			full = stop
		}
		if words > 8 && s.Start+at > past && slices.Contains(conjunctions, word) {
			conjunction = s.Start + at
		}
		if words >= shortest && stop > past && strings.ContainsAny(word[len(word)-1:], ",;:.!?") && !strings.HasSuffix(word, "U.S.") || word == "—" || word == "–" {
			end = stop
			break
		}
	}
	return entente.Span{Start: s.Start, End: end}
}

// conjunctions begin a clause that a long quotation can do without.
var conjunctions = []string{"and", "but", "while", "after", "before", "despite", "because", "although", "though", "as", "since", "when", "which", "who"}

// openers begin a phrase and end none.
var openers = []string{
	"a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "with", "by", "into", "over", "under", "that", "and", "or", "its", "their", "his", "her", "than", "as",
}

// fields yields the words of s with the byte at which each begins.
func fields(s string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(s); {
			n := strings.IndexFunc(s[at:], func(r rune) bool { return !unicode.IsSpace(r) })
			if n < 0 {
				return
			}
			at += n
			end := strings.IndexFunc(s[at:], unicode.IsSpace)
			if end < 0 {
				end = len(s) - at
			}
			if !yield(at, s[at:at+end]) {
				return
			}
			at += end
		}
	}
}

// trim takes space, closing punctuation and unpaired quotation marks off the ends of s.
func trim(text string, s entente.Span) entente.Span {
	t := s.Of(text)
	for {
		u := strings.TrimRightFunc(t, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:—–", r) })
		if strings.HasSuffix(u, ".") && !strings.HasSuffix(u, "U.S.") {
			u = strings.TrimSuffix(u, ".")
		}
		if strings.Count(u, "“") < strings.Count(u, "”") {
			u = strings.TrimSuffix(u, "”")
		}
		if strings.Count(u, `"`)%2 == 1 {
			u = strings.TrimSuffix(u, `"`)
		}
		if u == t {
			break
		}
		t = u
	}
	lead := len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	for _, mark := range []string{"“", `"`} {
		if u := t[lead:]; strings.HasPrefix(u, mark) && (strings.Count(u, "“") > strings.Count(u, "”") || strings.Count(u, `"`)%2 == 1) {
			lead += len(mark)
		}
	}
	start := s.Start + lead
	return entente.Span{Start: start, End: s.Start + len(t)}
}

// plain is s on one line without control characters, so that words of a report
// can neither break a page nor command a terminal.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
