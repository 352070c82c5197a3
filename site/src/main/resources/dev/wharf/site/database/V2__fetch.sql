-- Files that captures in the journal name, and what came of fetching them. Ids, digests and addresses, never a word of a message.
CREATE TABLE fetch (
  capture  ${int64} NOT NULL,          -- sequence in the journal
  media    TEXT     NOT NULL,          -- as the capture names it
  origin   TEXT     NOT NULL,          -- which source has it
  account  TEXT     NOT NULL,          -- the source's own name of the account
  url      TEXT,
  digest   TEXT,                       -- SHA-256 in hex, announced or found
  size     ${int64} NOT NULL,          -- announced or found, -1 when unknown
  since    ${int64} NOT NULL,
  attempts INTEGER  NOT NULL,
  due      ${int64} NOT NULL,
  state    TEXT     NOT NULL,          -- OPEN, FETCHED, GIVEN_UP
  reason   TEXT,
  file     TEXT,                       -- id of the sealed file
  shown    INTEGER  NOT NULL,          -- 1 when a visit has said so
  PRIMARY KEY (capture, media)
) ${clustered};

CREATE INDEX fetch_due ON fetch (state, due);

-- Captures that the archive acknowledged without holding them: the journal keeps them.
CREATE TABLE set_aside (
  sequence ${int64} NOT NULL PRIMARY KEY
) ${clustered};

-- Gaps that are in the journal: when they were found, and when they had ended.
CREATE TABLE gap_noted (
  gap   ${int64} NOT NULL,
  state TEXT     NOT NULL,
  PRIMARY KEY (gap, state)
) ${clustered};

-- Whose number a gateway has told: the notes that are in the journal.
CREATE TABLE lid_noted (
  account TEXT NOT NULL,
  lid     TEXT NOT NULL,
  PRIMARY KEY (account, lid)
) ${clustered};
