package dev.wharf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerEntry;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.LedgerReport;
import dev.wharf.core.ledger.LedgerReport.Finding;
import dev.wharf.core.ledger.MerkleTree;
import dev.wharf.core.ledger.SignedHead;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.ledger.TreeHash;

import org.junit.jupiter.api.Test;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;

/// What every [Ledger] does.
public interface LedgerContract {

    /// An empty ledger.
    Ledger ledger();

    private static Act act(String reason) {
        return Act.of(
                        ActKind.VIEW,
                        Subject.of(Subject.Type.ITEM, "item"),
                        Actor.user("clerk", "desk"),
                        Instant.parse("2026-03-01T10:00:00Z"))
                .withReason(reason);
    }

    private static List<LedgerEntry> all(Ledger ledger) {
        try (var entries = ledger.entries(0)) {
            return entries.toList();
        }
    }

    @Test
    default void anEmptyLedgerHasTheHeadOfNothing() {
        try (Ledger ledger = ledger()) {
            assertThat(ledger.head()).isEqualTo(LedgerHead.EMPTY);
            assertThat(all(ledger)).isEmpty();
            assertThat(ledger.verify().clean()).isTrue();
        }
    }

    @Test
    default void entriesAreReadBackInOrderAsTheyWereReturned() {
        try (Ledger ledger = ledger()) {
            LedgerEntry first = ledger.append(act("one"));
            LedgerEntry second = ledger.appendBuffered(act("two").with("query", "žluťoučký 😀"));
            LedgerEntry third = ledger.append(act("three"));

            assertThat(all(ledger)).containsExactly(first, second, third);
            assertThat(first.sequence()).isEqualTo(1);
            try (var rest = ledger.entries(2)) {
                assertThat(rest).containsExactly(third);
            }
        }
    }

    @Test
    default void everyEntryNamesTheLeafBeforeIt() {
        try (Ledger ledger = ledger()) {
            LedgerEntry first = ledger.append(act("one"));
            LedgerEntry second = ledger.append(act("two"));

            assertThat(first.previous()).isEqualTo(MerkleTree.EMPTY);
            assertThat(second.previous()).isEqualTo(first.leaf());
        }
    }

    @Test
    default void theHeadIsTheMerkleRootOfTheLeaves() {
        try (Ledger ledger = ledger()) {
            for (int i = 1; i <= 21; i++) {
                ledger.appendBuffered(act("act " + i));
                List<TreeHash> leaves = all(ledger).stream().map(LedgerEntry::leaf).toList();

                assertThat(ledger.head()).isEqualTo(new LedgerHead(i, MerkleTree.root(leaves)));
            }
        }
    }

    @Test
    default void inclusionAndConsistencyAreProved() {
        try (Ledger ledger = ledger()) {
            for (int i = 1; i <= 11; i++) {
                ledger.appendBuffered(act("act " + i));
            }
            LedgerHead old = ledger.head();
            for (int i = 12; i <= 29; i++) {
                ledger.appendBuffered(act("act " + i));
            }
            LedgerHead head = ledger.head();

            for (LedgerEntry entry : all(ledger)) {
                var proof = ledger.inclusion(entry.sequence(), head.size());
                assertThat(proof.proves(entry.leaf(), head.root())).isTrue();
            }
            assertThat(ledger.consistency(old.size(), head.size()).proves(old.root(), head.root()))
                    .isTrue();
        }
    }

    @Test
    default void aHeadIsSignedOnceUntilSomethingIsAppended() throws Exception {
        try (Ledger ledger = ledger()) {
            ledger.append(act("one"));
            SignedHead first = ledger.sign();
            ledger.append(act("two"));
            SignedHead second = ledger.sign();

            assertThat(ledger.sign()).isEqualTo(second);
            assertThat(first.head().size()).isEqualTo(1);
            assertThat(second.head()).isEqualTo(ledger.head());
            assertThat(valid(second)).isTrue();
        }
    }

    private static boolean valid(SignedHead head) throws Exception {
        byte[] x509 = HexFormat.of().parseHex("302a300506032b6570032100" + head.publicKey());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
        signature.update(head.signedText());
        return signature.verify(HexFormat.of().parseHex(head.signature()));
    }

    @Test
    default void anAnchorThatTheLedgerContainsIsConfirmed() {
        try (Ledger ledger = ledger()) {
            ledger.append(act("one"));
            LedgerHead anchor = ledger.head();
            ledger.append(act("two"));

            LedgerReport report = ledger.verify(List.of(LedgerHead.EMPTY, anchor, ledger.head()));

            assertThat(report.findings()).isEmpty();
            assertThat(report.head()).isEqualTo(ledger.head());
        }
    }

    @Test
    default void anAnchorOfALongerLedgerShowsTheTruncation() {
        try (Ledger ledger = ledger()) {
            ledger.append(act("one"));

            LedgerReport report = ledger.verify(List.of(new LedgerHead(3, ledger.head().root())));

            assertThat(report.findings())
                    .singleElement()
                    .satisfies(
                            finding -> {
                                assertThat(finding.kind()).isEqualTo(Finding.Kind.TRUNCATED);
                                assertThat(finding.sequence()).isEqualTo(2);
                            });
        }
    }

    @Test
    default void anAnchorOfAnotherLedgerShowsTheRewriting() {
        try (Ledger ledger = ledger()) {
            ledger.append(act("one"));

            LedgerReport report = ledger.verify(List.of(new LedgerHead(1, MerkleTree.EMPTY)));

            assertThat(report.findings())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.REWRITTEN);
        }
    }

    @Test
    default void manyThreadsAppendWithoutHolesOrDoubles() throws Exception {
        try (Ledger ledger = ledger()) {
            Set<Long> sequences = new ConcurrentSkipListSet<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    String reason = "act " + i;
                    threads.execute(() -> sequences.add(ledger.append(act(reason)).sequence()));
                }
            }

            assertThat(sequences).hasSize(200);
            assertThat(new TreeSet<>(sequences).last()).isEqualTo(200);
            assertThat(all(ledger)).extracting(LedgerEntry::sequence).isSorted().hasSize(200);
            assertThat(ledger.verify().clean()).isTrue();
        }
    }

    @Test
    default void aClosedLedgerTakesNothing() {
        Ledger ledger = ledger();
        ledger.close();
        ledger.close();

        assertThatThrownBy(() -> ledger.append(act("late"))).isInstanceOf(WharfException.class);
    }
}
