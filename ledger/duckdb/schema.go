package duckdb

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/entente-project/entente/ledger"
)

// schema brings a file from one version of the format to the next: step i takes
// version i to version i+1, and version 0 is an empty file. A step that has been
// released is never changed. doc/format.md says what the columns mean.
var schema = []string{
	`CREATE TABLE ledger (version INTEGER NOT NULL, revision BIGINT NOT NULL);
	INSERT INTO ledger VALUES (0, 0);
	CREATE TABLE documents (
		id        VARCHAR NOT NULL,
		name      VARCHAR,
		outlet    VARCHAR,
		url       VARCHAR,
		published INTEGER,
		language  VARCHAR,
		title     VARCHAR,
		text      VARCHAR NOT NULL,
		coding    BLOB    NOT NULL
	);
	CREATE TABLE events (
		id          VARCHAR   NOT NULL,
		document    VARCHAR,
		date        INTEGER,
		month       INTEGER,
		actor       VARCHAR,
		recipient   VARCHAR,
		entities    VARCHAR[] NOT NULL,
		type        VARCHAR   NOT NULL,
		mode        VARCHAR,
		contexts    VARCHAR,
		cameo       VARCHAR,
		aspect      VARCHAR   NOT NULL,
		speaker     VARCHAR,
		place_state VARCHAR,
		place_name  VARCHAR,
		place_start BIGINT    NOT NULL,
		place_end   BIGINT    NOT NULL,
		spans       VARCHAR,
		coded_by    VARCHAR   NOT NULL,
		confidence  DOUBLE    NOT NULL
	);
	CREATE TABLE dyads (
		from_entity VARCHAR  NOT NULL,
		to_entity   VARCHAR  NOT NULL,
		month       INTEGER,
		type        VARCHAR  NOT NULL,
		aspect      VARCHAR  NOT NULL,
		episode     UBIGINT  NOT NULL,
		outlet      VARCHAR,
		document    VARCHAR,
		event       VARCHAR  NOT NULL
	);
	CREATE TABLE ties (
		id          VARCHAR NOT NULL,
		document    VARCHAR,
		kind        VARCHAR NOT NULL,
		from_entity VARCHAR,
		to_entity   VARCHAR,
		start_date  INTEGER,
		end_date    INTEGER,
		seen        INTEGER,
		seen_month  INTEGER,
		contexts    VARCHAR,
		number      DOUBLE  NOT NULL,
		unit        VARCHAR,
		speaker     VARCHAR,
		spans       VARCHAR,
		coded_by    VARCHAR NOT NULL,
		confidence  DOUBLE  NOT NULL
	)`,
	`ALTER TABLE events ADD COLUMN place_precision VARCHAR;
	ALTER TABLE events ADD COLUMN place_lat DOUBLE;
	ALTER TABLE events ADD COLUMN place_lon DOUBLE`,
}

// settle makes sure that the file is a ledger of the newest version, bringing an
// older one up to it. To a reader the first version will do.
func (l *Ledger) settle(steps []string) error {
	ctx := context.Background()
	version, err := versionOf(ctx, l.db)
	switch {
	case err != nil:
		return err
	case version > len(steps):
		return fmt.Errorf("%w: its format is version %d and this program reads up to %d; use a newer entente", ledger.ErrNewer, version, len(steps))
	case version == firstVersion && l.readOnly:
		l.columns = firstColumns
		return nil
	case version < len(steps) && l.readOnly:
		return fmt.Errorf("%w: its format is version %d of %d; open it once for writing, and it is brought up to date", ledger.ErrOlder, version, len(steps))
	}
	return migrate(ctx, l.db, version, steps)
}

// firstVersion is the one older version that is read as it is: events had the
// same columns, but for those of [firstColumns].
const firstVersion = 1

// versionOf is the format of the ledger in db.
func versionOf(ctx context.Context, db *sql.DB) (int, error) {
	var tables int
	err := db.QueryRowContext(ctx, `SELECT count(*) FROM duckdb_columns()
		WHERE schema_name = 'main' AND table_name = 'ledger' AND column_name IN ('version', 'revision')`).Scan(&tables)
	if err != nil {
		return 0, err
	}
	if tables != 2 {
		return 0, fmt.Errorf("%w: it is a DuckDB file of something else; name another file", ledger.ErrNotLedger)
	}
	var version int
	if err := db.QueryRowContext(ctx, `SELECT version FROM ledger`).Scan(&version); err != nil {
		return 0, err
	}
	return version, nil
}

// migrate takes db from version to the last of steps, all the way or not at all.
func migrate(ctx context.Context, db *sql.DB, version int, steps []string) error {
	if version == len(steps) {
		return nil
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, step := range steps[version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `UPDATE ledger SET version = ?`, len(steps)); err != nil {
		return err
	}
	return tx.Commit()
}
