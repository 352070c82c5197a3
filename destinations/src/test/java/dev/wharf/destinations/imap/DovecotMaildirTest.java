package dev.wharf.destinations.imap;

import dev.wharf.testkit.imap.Dovecot;

class DovecotMaildirTest extends DovecotContractTest {
    DovecotMaildirTest() {
        super(Dovecot.Format.MAILDIR);
    }
}
