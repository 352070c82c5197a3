-- The catalog: a projection of the packs. No message text stands here; names and numbers of people
-- and chats do, as documents do. ${int64} is a 64-bit integer, ${bytes} a byte string, ${clustered}
-- keeps a table in the order of its key where the database can.

CREATE TABLE item (
    sequence     ${int64} NOT NULL PRIMARY KEY,
    conversation ${int64} NOT NULL,
    day          INTEGER  NOT NULL,
    -- with its highest bit flipped, so that signed order is the tag's unsigned order
    tag          ${int64} NOT NULL,
    second       ${int64} NOT NULL,
    kind         INTEGER  NOT NULL,
    sender       INTEGER  NOT NULL,
    target       ${bytes},
    audience     INTEGER  NOT NULL,
    source       INTEGER  NOT NULL,
    -- the number in the locator, -1 for none
    line         ${int64} NOT NULL,
    -- pack number in the upper, offset in the lower 32 bits
    place        ${int64} NOT NULL,
    length       INTEGER  NOT NULL,
    -- that the body is compressed with, 0 for none
    specimen     INTEGER  NOT NULL,
    erased       INTEGER  NOT NULL
);

-- Leads with chat and day: pages fill in order of time, and a lookup's neighbours are its page.
CREATE UNIQUE INDEX item_identity ON item (conversation, day, tag);
CREATE INDEX item_mailbox ON item (audience, second);

-- What items of one chat and capture have in common: a compressed body that says nothing.
CREATE TABLE specimen (
    number ${int64} NOT NULL PRIMARY KEY,
    body   ${bytes} NOT NULL
);

CREATE TABLE audience (
    number ${int64} NOT NULL PRIMARY KEY
);

CREATE TABLE audience_member (
    audience INTEGER NOT NULL,
    mailbox  TEXT    NOT NULL,
    PRIMARY KEY (audience, mailbox)
) ${clustered};

CREATE INDEX audience_member_mailbox ON audience_member (mailbox, audience);

CREATE TABLE audience_waiting (
    audience INTEGER NOT NULL,
    party    INTEGER NOT NULL,
    reason   INTEGER NOT NULL,
    PRIMARY KEY (audience, party, reason)
) ${clustered};

-- What the provenances of one capture's events share.
CREATE TABLE source (
    number  ${int64} NOT NULL PRIMARY KEY,
    kind    INTEGER  NOT NULL,
    capture ${int64} NOT NULL,
    digest  TEXT     NOT NULL,
    name    TEXT,
    decoder TEXT     NOT NULL,
    account TEXT,
    head    TEXT     NOT NULL,
    tail    TEXT     NOT NULL
);

CREATE INDEX source_capture ON source (capture);

CREATE TABLE corroboration (
    item   ${int64} NOT NULL,
    source INTEGER  NOT NULL,
    line   ${int64} NOT NULL,
    PRIMARY KEY (item, source, line)
) ${clustered};

-- The names that WhatsApp gives items: 64 bits of a digest, shared by a placeholder and what completes it.
CREATE TABLE item_key (
    name ${int64} NOT NULL,
    item ${int64} NOT NULL,
    PRIMARY KEY (name, item)
) ${clustered};

CREATE TABLE receipt (
    item   ${int64} NOT NULL,
    number INTEGER  NOT NULL,
    event  ${bytes} NOT NULL,
    PRIMARY KEY (item, number)
) ${clustered};

CREATE TABLE conversation (
    id   ${int64} NOT NULL PRIMARY KEY,
    kind INTEGER  NOT NULL,
    jid  TEXT
);

CREATE TABLE conversation_title (
    conversation ${int64} NOT NULL,
    number       INTEGER  NOT NULL,
    title        TEXT     NOT NULL,
    PRIMARY KEY (conversation, number)
) ${clustered};

CREATE TABLE party (
    id ${int64} NOT NULL PRIMARY KEY
);

CREATE TABLE party_alias (
    party        INTEGER  NOT NULL,
    number       INTEGER  NOT NULL,
    kind         INTEGER  NOT NULL,
    value        TEXT     NOT NULL,
    conversation ${int64},
    from_second  ${int64} NOT NULL,
    from_nano    INTEGER  NOT NULL,
    until_second ${int64} NOT NULL,
    until_nano   INTEGER  NOT NULL,
    PRIMARY KEY (party, number)
) ${clustered};

CREATE TABLE document (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) ${clustered};

CREATE TABLE blob (
    number  ${int64} NOT NULL PRIMARY KEY,
    name    ${bytes} NOT NULL UNIQUE,
    size    ${int64} NOT NULL,
    -- no live item or original holds its key any more; the file is gone
    removed INTEGER  NOT NULL
);

CREATE TABLE item_blob (
    item ${int64} NOT NULL,
    blob INTEGER  NOT NULL,
    PRIMARY KEY (item, blob)
) ${clustered};

CREATE INDEX item_blob_blob ON item_blob (blob, item);

-- Originals that are kept, by the journal's number of the capture.
CREATE TABLE capture (
    id        ${int64} NOT NULL PRIMARY KEY,
    digest    TEXT     NOT NULL,
    size      ${int64} NOT NULL,
    blob      INTEGER  NOT NULL,
    report    TEXT     NOT NULL,
    destroyed INTEGER  NOT NULL
);

CREATE INDEX capture_blob ON capture (blob);

CREATE TABLE erasure (
    item   ${int64} NOT NULL PRIMARY KEY,
    second ${int64} NOT NULL,
    actor  TEXT     NOT NULL,
    reason TEXT     NOT NULL
);

-- Every commit group that this catalog contains; the last one says how far it goes.
CREATE TABLE commit_group (
    number         ${int64} NOT NULL PRIMARY KEY,
    place          ${int64} NOT NULL,
    length         ${int64} NOT NULL,
    first_sequence ${int64} NOT NULL,
    items          INTEGER  NOT NULL,
    digest         ${bytes} NOT NULL
);
