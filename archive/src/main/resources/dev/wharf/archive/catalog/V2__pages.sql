-- Live captures are kept by pages: a row reaches from its id to its last capture.
ALTER TABLE capture ADD COLUMN last ${int64} NOT NULL DEFAULT 0;

UPDATE capture SET last = id;
