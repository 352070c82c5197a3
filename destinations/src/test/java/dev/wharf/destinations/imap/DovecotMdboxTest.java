package dev.wharf.destinations.imap;

import dev.wharf.testkit.imap.Dovecot;

class DovecotMdboxTest extends DovecotContractTest {
    DovecotMdboxTest() {
        super(Dovecot.Format.MDBOX);
    }
}
