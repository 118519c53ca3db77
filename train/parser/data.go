package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/lib/conllu"
)

// Files of the treebanks.
const (
	ewtTrain = "en_ewt-ud-train.conllu.gz"
	ewtDev   = "en_ewt-ud-dev.conllu.gz"
	ewtTest  = "en_ewt-ud-test.conllu.gz"
	gumTrain = "en_gum-ud-train.noreddit.conllu.gz"
	gumDev   = "en_gum-ud-dev.conllu.gz"
)

// trainingSet is EWT and the part of GUM that may be used commercially.
func trainingSet(folder string) ([]*conllu.Sentence, error) {
	var out []*conllu.Sentence
	for _, name := range []string{ewtTrain, gumTrain} {
		sentences, err := readTreebank(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		for _, s := range sentences {
			if licensed(s.Comment("sent_id")) {
				out = append(out, s)
			}
		}
	}
	return out, nil
}

// licensed leaves out GUM's how-to guides and fiction, whose texts are under
// non-commercial terms.
func licensed(id string) bool {
	return !strings.HasPrefix(id, "GUM_whow_") && !strings.HasPrefix(id, "GUM_fiction_")
}

// readTreebank reads a gzipped CoNLL-U file, its forms made plain as the
// language reads them.
func readTreebank(file string) ([]*conllu.Sentence, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var out []*conllu.Sentence
	for s, err := range conllu.Read(filepath.Base(file), z) {
		if err != nil {
			return nil, err
		}
		for i := range s.Words {
			s.Words[i].Form = en.Normal(s.Words[i].Form)
		}
		out = append(out, s)
	}
	return out, nil
}

// words lists the dictionary forms seen at least three times in a reading.
func words(train []*conllu.Sentence) map[string]string {
	letters := map[string]string{"VERB": "v", "NOUN": "n", "ADJ": "a", "ADV": "r"}
	count := map[[2]string]int{}
	for _, s := range train {
		for _, w := range s.Words {
			if l := letters[w.UPOS]; l != "" && isWord(w.Lemma) && !strings.Contains(w.Feats, "Typo") {
				count[[2]string{w.Lemma, l}]++
			}
		}
	}
	out := map[string]string{}
	for _, l := range []string{"v", "n", "a", "r"} {
		for k, n := range count {
			if k[1] == l && n >= 3 {
				out[k[0]] += l
			}
		}
	}
	return out
}

// lemmas lists the lemmas that the rules get wrong, by form and tag, each seen
// at least twice and most often so.
func lemmas(train []*conllu.Sentence, words map[string]string) (map[en.Inflected]string, error) {
	type seen struct {
		f          en.Inflected
		upos, text string
	}
	rules, err := en.Rules(words)
	if err != nil {
		return nil, err
	}
	count := map[seen]int{}
	for _, s := range train {
		for _, w := range s.Words {
			switch {
			case w.UPOS == "PROPN", w.UPOS == "X", w.UPOS == "PUNCT", w.UPOS == "NUM", w.UPOS == "SYM", w.XPOS == "NNP":
				continue
			case w.Lemma == "", strings.Contains(w.Feats, "Typo"), strings.ContainsAny(w.Form, " \t"):
				continue
			}
			count[seen{en.Inflected{Form: strings.ToLower(w.Form), Tag: w.XPOS}, w.UPOS, w.Lemma}]++
		}
	}
	best := map[en.Inflected]seen{}
	for s, n := range count {
		b, ok := best[s.f]
		if !ok || n > count[b] || n == count[b] && s.upos+s.text < b.upos+b.text {
			best[s.f] = s
		}
	}
	out := map[en.Inflected]string{}
	for f, s := range best {
		if count[s] >= 2 && rules(f.Form, s.upos, f.Tag) != s.text {
			out[f] = s.text
		}
	}
	return out, nil
}

// small lists the words that stand with a small letter in running text at least
// four times in five, and at least twice.
func small(train []*conllu.Sentence) []string {
	lower, upper := map[string]int{}, map[string]int{}
	for _, s := range train {
		for i, w := range s.Words {
			if i == 0 || i == 1 && s.Words[0].UPOS == "PUNCT" {
				continue
			}
			l := strings.ToLower(w.Form)
			if l == w.Form {
				lower[l]++
			} else {
				upper[l]++
			}
		}
	}
	var out []string
	for w, n := range lower {
		if n >= 2 && n >= 4*upper[w] && isWord(w) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}

func isWord(w string) bool {
	return strings.Trim(w, "abcdefghijklmnopqrstuvwxyz'-") == "" && strings.ContainsAny(w, "abcdefghijklmnopqrstuvwxyz")
}
