// Package icews reads the ICEWS Coded Event Data: events that machines coded in CAMEO,
// with named actors and their sectors, from some 300 news outlets, 1995 to 2023.
//
// # Layout
//
// The yearly and weekly files on Dataverse: a header and 20 tab-separated columns,
//
//	Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text,
//	CAMEO Code, Intensity, Target Name, Target Sectors, Target Country, Story ID,
//	Sentence Number, Publisher, City, District, Province, Country, Latitude, Longitude
//
// found by name in any order, with other columns beside them, and at commas as well as
// tabs: the R packages write source_name for Source Name. Empty, NA and NULL are
// missing. A side is the state of its country or, without one, the body or group of
// its name; Criminal (Al Qaeda) is Al Qaeda. Its sector is that of the first row of
// sectors.tsv that its list of sectors has.
//
// # Citation, licence, address
//
// Elizabeth Boschee, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James Starz
// and Michael Ward, ICEWS Coded Event Data, Harvard Dataverse, 2015,
// https://doi.org/10.7910/DVN/28075, whose terms of use hold for the files.
package icews

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
)

// Events is the coded events.
func Events() dataset.Set {
	return dataset.Set{
		Name: "icews", Title: "ICEWS Coded Event Data", Version: "icews/dataverse-20",
		Official: "https://doi.org/10.7910/DVN/28075", Licence: "terms of use on Harvard Dataverse; cite",
		Cite: `@data{boschee2015icews,
  author = {Boschee, Elizabeth and Lautenschlager, Jennifer and O'Brien, Sean and Shellman, Steve and Starz, James and Ward, Michael},
  title = {{ICEWS} Coded Event Data},
  publisher = {Harvard Dataverse},
  year = {2015},
  doi = {10.7910/DVN/28075}
}`,
		Traps: []string{
			"Of several reports of one act on one day one row is kept (one a day): counts are days with an act, not reports.",
			"Event ID is not unique across files: a story coded anew has its events under new and under old numbers.",
			"A mutual act is two rows, one each way; visits and consultations count twice.",
			"Event dates are the days of publication, not those of the acts.",
			"The United States, and whatever English wires report, are seen more than the rest.",
			"Sectors list every role an actor ever had beside those of the day.",
			"A country is where an actor belongs, also when he acts against it: rebels count as their state.",
			"2023 ends in April; POLECAT goes on, in PLOVER and with other sources: levels do not compare.",
		},
		From: entente.NewDate(1995, 1, 1), To: entente.NewDate(2023, 4, 11), Gives: []string{"event"},
		Knows: knows, Read: read,
	}
}
