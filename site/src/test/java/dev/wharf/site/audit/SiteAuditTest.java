package dev.wharf.site.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.site.account.Account;
import dev.wharf.site.testing.TestSite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class SiteAuditTest {
    @TempDir Path directory;
    private TestSite site;

    @BeforeEach
    void open() {
        site = new TestSite(directory);
        Account account = site.enrol("zoe", TestSite.cloud("1"), "+447700900001");
        site.accounts.disable(account.id(), "left", TestSite.ADMIN);
        site.accounts.reenrol(account.id(), TestSite.ADMIN);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void everyChangeIsAnEntryChainedToTheOneBefore() {
        List<LedgerEntry> entries = site.audit.after(0, 10);

        assertThat(entries).extracting(entry -> entry.act().kind()).containsOnly(ActKind.ACCOUNT);
        assertThat(entries).extracting(LedgerEntry::sequence).containsExactly(1L, 2L, 3L);
        assertThat(entries.getFirst().previous()).isEqualTo(MerkleTree.EMPTY);
        assertThat(entries.get(2).previous()).isEqualTo(entries.get(1).leaf());
        assertThat(entries.get(2).act().before()).isEqualTo(entries.get(1).act().after());
        assertThat(site.audit.firstBroken()).isEmpty();
    }

    @Test
    void goesOnBehindASequence() {
        assertThat(site.audit.after(2, 10)).hasSize(1);
        assertThat(site.audit.after(3, 10)).isEmpty();
    }

    @Test
    void aChangedEntryIsFound() {
        site.database.write(
                sql ->
                        sql.update(
                                "UPDATE audit SET entry = replace(entry, 'left', 'fled') WHERE sequence = 2"));

        assertThat(site.audit.firstBroken()).hasValue(2);
    }

    @Test
    void aRemovedEntryIsFound() {
        site.database.write(sql -> sql.update("DELETE FROM audit WHERE sequence = 2"));

        assertThat(site.audit.firstBroken()).hasValue(2);
    }
}
