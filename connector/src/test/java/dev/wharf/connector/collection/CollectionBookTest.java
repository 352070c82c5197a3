package dev.wharf.connector.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.connector.collection.CollectionBook.By;
import dev.wharf.core.archive.Change;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.Outcome;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.MemoryArchive;
import dev.wharf.testkit.MemoryLedger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Who founds a collection, and who may see it.
class CollectionBookTest {
    private static final CaseId CASE = new CaseId("HR-2026-014");
    private static final EmailAddress LEGAL = new EmailAddress("legal@firm.example");
    private static final EmailAddress HR = new EmailAddress("hr@firm.example");
    private static final By BY = new By(Actor.user("forensics", "lab-1"), "case opened");

    private final MemoryArchive archive = new MemoryArchive();
    private final MemoryLedger ledger = new MemoryLedger(Clock.systemUTC());
    private final CollectionBook book =
            new CollectionBook(archive, archive, ledger, Clock.systemUTC());

    private List<Act> acts() {
        try (Stream<LedgerEntry> entries = ledger.entries(0)) {
            return entries.map(LedgerEntry::act).filter(a -> a.kind() == ActKind.CASE).toList();
        }
    }

    @Test
    void aNewCollectionNeedsReaders() {
        assertThatThrownBy(() -> book.found(CASE, List.of(), BY))
                .isInstanceOf(WharfException.class)
                .hasMessageContaining("--collection-reader");

        assertThat(Collection.of(archive)).isEmpty();
        assertThat(acts()).isEmpty();
    }

    @Test
    void itsFoundingIsInTheLedger() {
        book.found(CASE, List.of(LEGAL), BY);

        assertThat(Collection.of(archive).orElseThrow().readers())
                .containsExactly("legal@firm.example");
        assertThat(acts()).hasSize(1);
        assertThat(acts().getFirst().details()).containsEntry("readers", "legal@firm.example");
        assertThat(acts().getFirst().reason()).isEqualTo("case opened");
    }

    @Test
    void whatIsThereKeepsItsReaders() {
        Collection founded = book.found(CASE, List.of(LEGAL), BY);

        assertThat(book.found(new CaseId("hr-2026-014"), List.of(), BY)).isEqualTo(founded);
        assertThat(book.found(CASE, List.of(LEGAL), BY)).isEqualTo(founded);
        assertThatThrownBy(() -> book.found(CASE, List.of(LEGAL, HR), BY))
                .hasMessageContaining("hr@firm.example is not named")
                .hasMessageContaining("add-reader");
        assertThatThrownBy(() -> book.found(new CaseId("HR-2026-015"), List.of(), BY))
                .hasMessageContaining("HR-2026-014");
        assertThat(acts()).hasSize(1);
    }

    @Test
    void moreReadersAreNamedExplicitly() {
        Collection founded = book.found(CASE, List.of(LEGAL), BY);

        Collection more = book.add(founded, List.of(LEGAL, HR), BY);

        assertThat(Collection.of(archive)).contains(more);
        assertThat(more.readers()).containsExactly("legal@firm.example", "hr@firm.example");
        assertThat(acts()).hasSize(2);
        assertThat(acts().getLast().details()).containsEntry("readers", "hr@firm.example");
    }

    @Test
    void anOrdinaryArchiveBecomesNoCollection() {
        archive.commit(List.of(new Change.PutDocument("run", "run-000001", "{}")));

        assertThatThrownBy(() -> book.found(CASE, List.of(LEGAL), BY))
                .hasMessageContaining("ordinary archive");
    }

    @Test
    void whoLooksIsRecordedAndWhoIsNotNamedIsRefused() {
        Collection collection = book.found(CASE, List.of(LEGAL), BY);

        book.enter(collection, LEGAL, "search", BY);
        assertThatThrownBy(() -> book.enter(collection, HR, "show", BY))
                .hasMessageContaining("hr@firm.example is not named");
        assertThatThrownBy(() -> book.enter(collection, null, "show", BY))
                .hasMessageContaining("--as");

        assertThat(acts())
                .extracting(Act::outcome)
                .containsExactly(Outcome.DONE, Outcome.DONE, Outcome.REFUSED, Outcome.REFUSED);
        assertThat(acts())
                .extracting(Act::onBehalfOf)
                .containsExactly(null, "legal@firm.example", "hr@firm.example", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "-x", "x-", "a..b", "a b", "ä", "."})
    void whatIsNoIdIsRefused(String text) {
        assertThatThrownBy(() -> CaseId.parse(text)).isInstanceOf(WharfException.class);
    }

    @Test
    void theMailboxOfACaseIsNobodysAddress() {
        assertThat(CASE.mailbox().value()).isEqualTo("hr-2026-014@collection.wharf.invalid");
    }
}
