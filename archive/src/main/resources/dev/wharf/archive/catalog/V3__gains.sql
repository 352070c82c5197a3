-- Mailboxes that items got after they were archived, by the commit group that gave them: what
-- connectors whose cursor has passed the items go back for. Sequences from first to last, of which
-- some may have had the mailbox before.
CREATE TABLE gain (
    commit_group ${int64} NOT NULL,
    mailbox      TEXT     NOT NULL,
    first        ${int64} NOT NULL,
    last         ${int64} NOT NULL,
    PRIMARY KEY (commit_group, mailbox)
) ${clustered};
