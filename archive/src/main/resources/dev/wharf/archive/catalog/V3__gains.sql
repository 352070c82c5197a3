-- Mailboxes that items got after they were archived, by the commit group that gave them: what
-- connectors whose cursor has passed the items go back for. Runs of sequences from first to last; of
-- a group that gives more than some thousands, one run that holds too much.
CREATE TABLE gain (
    commit_group ${int64} NOT NULL,
    mailbox      TEXT     NOT NULL,
    first        ${int64} NOT NULL,
    last         ${int64} NOT NULL,
    PRIMARY KEY (commit_group, mailbox, first)
) ${clustered};
