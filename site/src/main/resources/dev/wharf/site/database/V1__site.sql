-- What the site knows beside what it has sealed: who is enrolled, how, what of them may be kept, who may ask, who must
-- be told. No content of any message, ever. Times are milliseconds since 1970, days are ISO dates. ${int64} is a 64-bit
-- integer, ${bytes} a byte string, ${clustered} keeps a table in the order of its key where the database can.

-- Numbers that are never given out twice.
CREATE TABLE counter (
    name TEXT     NOT NULL PRIMARY KEY,
    last ${int64} NOT NULL
) ${clustered};

-- Append-only, each entry chained to the one before. `entry` is the canonical form of core.ledger.
CREATE TABLE audit (
    sequence ${int64} NOT NULL PRIMARY KEY,
    entry    TEXT     NOT NULL,
    leaf     TEXT     NOT NULL
);

CREATE TABLE account (
    id       TEXT     NOT NULL PRIMARY KEY,
    number   ${int64} NOT NULL,
    name     TEXT     NOT NULL,
    email    TEXT     NOT NULL,
    -- tells one person's accounts apart: work, private
    label    TEXT     NOT NULL,
    state    TEXT     NOT NULL,
    method   TEXT     NOT NULL,
    -- what a source calls it: a phone number id, a session; null when a source does not know it
    source   TEXT,
    -- the rest of the method, as JSON
    details  TEXT     NOT NULL,
    enrolled ${int64} NOT NULL,
    changed  ${int64} NOT NULL,
    UNIQUE (email, label)
);

CREATE TABLE account_line (
    account  TEXT NOT NULL,
    position INTEGER NOT NULL,
    phone    TEXT NOT NULL,
    from_day TEXT,
    last_day TEXT,
    PRIMARY KEY (account, position)
) ${clustered};

CREATE INDEX account_line_phone ON account_line (phone);

CREATE TABLE consent (
    account    TEXT     NOT NULL,
    number     INTEGER  NOT NULL,
    given      ${int64} NOT NULL,
    signed     TEXT     NOT NULL,
    how        TEXT     NOT NULL,
    notice     TEXT     NOT NULL,
    version    TEXT     NOT NULL,
    address    TEXT,
    browser    TEXT,
    withdrawn  ${int64},
    withdrawal TEXT,
    PRIMARY KEY (account, number)
) ${clustered};

-- Every text that anybody was shown, by the SHA-256 of its UTF-8.
CREATE TABLE notice (
    digest  TEXT     NOT NULL PRIMARY KEY,
    version TEXT     NOT NULL,
    body    TEXT     NOT NULL,
    first   ${int64} NOT NULL
);

CREATE TABLE scope (
    account TEXT     NOT NULL PRIMARY KEY,
    json    TEXT     NOT NULL,
    changed ${int64} NOT NULL
);

CREATE TABLE exclusion (
    account TEXT     NOT NULL,
    rule    TEXT     NOT NULL,
    day     TEXT     NOT NULL,
    updates ${int64} NOT NULL,
    first   ${int64} NOT NULL,
    newest  ${int64} NOT NULL,
    PRIMARY KEY (account, rule, day)
) ${clustered};

-- Keyed hashes of what was excluded: whoever knows chat and id can ask, nobody can list.
CREATE TABLE exclusion_proof (
    message ${bytes} NOT NULL,
    account TEXT     NOT NULL,
    chat    ${bytes} NOT NULL,
    rule    TEXT     NOT NULL,
    at      ${int64} NOT NULL,
    PRIMARY KEY (message, account, rule)
) ${clustered};

CREATE INDEX exclusion_proof_at ON exclusion_proof (at);

CREATE TABLE credential (
    name    TEXT     NOT NULL PRIMARY KEY,
    role    TEXT     NOT NULL,
    salt    ${bytes} NOT NULL,
    memory  INTEGER  NOT NULL,
    passes  INTEGER  NOT NULL,
    lanes   INTEGER  NOT NULL,
    hash    ${bytes} NOT NULL,
    created ${int64} NOT NULL,
    changed ${int64} NOT NULL,
    revoked ${int64}
);

-- Where a name has signed in from: attempts from elsewhere cannot lock these out.
CREATE TABLE credential_address (
    name    TEXT     NOT NULL,
    address TEXT     NOT NULL,
    newest  ${int64} NOT NULL,
    PRIMARY KEY (name, address)
) ${clustered};

-- `hash` is the SHA-256 of the token; the token itself is nowhere.
CREATE TABLE token (
    hash       ${bytes} NOT NULL PRIMARY KEY,
    session    TEXT     NOT NULL UNIQUE,
    credential TEXT     NOT NULL,
    role       TEXT     NOT NULL,
    issued     ${int64} NOT NULL,
    expires    ${int64} NOT NULL,
    address    TEXT     NOT NULL
);

CREATE INDEX token_credential ON token (credential);

-- Secrets of sources, sealed under the site's own key.
CREATE TABLE secret (
    name    TEXT     NOT NULL,
    version INTEGER  NOT NULL,
    sealed  ${bytes} NOT NULL,
    created ${int64} NOT NULL,
    PRIMARY KEY (name, version)
) ${clustered};

-- Single facts about this site: which key its secrets are sealed with.
CREATE TABLE fact (
    name TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
) ${clustered};

CREATE TABLE invitation (
    hash     ${bytes} NOT NULL PRIMARY KEY,
    account  TEXT     NOT NULL,
    created  ${int64} NOT NULL,
    expires  ${int64} NOT NULL,
    opened   ${int64},
    consumed ${int64},
    revoked  ${int64}
);

CREATE INDEX invitation_account ON invitation (account);

-- The linked device of an account, as far as the site has seen it.
CREATE TABLE linked_device (
    session TEXT     NOT NULL PRIMARY KEY,
    account TEXT     NOT NULL,
    gateway TEXT     NOT NULL,
    phase   TEXT     NOT NULL,
    -- null until the number was compared with the enrolled one
    phone   TEXT,
    reason  TEXT,
    started ${int64} NOT NULL,
    changed ${int64} NOT NULL
);

CREATE TABLE alert (
    id           ${int64} NOT NULL PRIMARY KEY,
    kind         TEXT     NOT NULL,
    subject      TEXT     NOT NULL,
    account      TEXT,
    body         TEXT     NOT NULL,
    raised       ${int64} NOT NULL,
    refreshed    ${int64} NOT NULL,
    acknowledged ${int64},
    acknowledger TEXT,
    cleared      ${int64}
);

CREATE INDEX alert_open ON alert (cleared, kind, subject);

-- Who was told, or is still to be told, of an alert. Level -1 says that its reason is gone.
CREATE TABLE alert_notice (
    alert     ${int64} NOT NULL,
    level     INTEGER  NOT NULL,
    channel   TEXT     NOT NULL,
    recipient TEXT     NOT NULL,
    attempts  INTEGER  NOT NULL,
    due       ${int64} NOT NULL,
    delivered ${int64},
    given_up  ${int64},
    PRIMARY KEY (alert, level, channel, recipient)
) ${clustered};

CREATE TABLE last_seen (
    account TEXT     NOT NULL PRIMARY KEY,
    newest  ${int64} NOT NULL,
    -- longest usual silence in milliseconds, slowly forgotten
    usual   ${int64} NOT NULL,
    aged    TEXT     NOT NULL
) ${clustered};

-- When nothing could be captured. Closed ones stay.
CREATE TABLE gap (
    number    ${int64} NOT NULL PRIMARY KEY,
    account   TEXT     NOT NULL,
    session   TEXT     NOT NULL,
    reason    TEXT     NOT NULL,
    since     ${int64} NOT NULL,
    ended     ${int64},
    recovered ${int64},
    messages  ${int64} NOT NULL
);

CREATE INDEX gap_account ON gap (account, since);

CREATE TABLE reconciliation (
    session   TEXT     NOT NULL PRIMARY KEY,
    -- up to when everything was fetched
    reached   ${int64} NOT NULL,
    due       ${int64} NOT NULL,
    failures  INTEGER  NOT NULL
) ${clustered};
