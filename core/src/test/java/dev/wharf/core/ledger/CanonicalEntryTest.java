package dev.wharf.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wharf.core.capture.ContentDigest;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class CanonicalEntryTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123Z");
    private static final Actor CLERK = Actor.user("clerk", "desk");

    @Test
    void keysStandInOrderAndNothingAbsentIsSpelledOut() {
        Act act =
                Act.of(ActKind.SEARCH, Subject.ARCHIVE, CLERK, AT)
                        .with("query", "say \"hi\"\n")
                        .with("hits", "3");

        byte[] bytes = CanonicalEntry.bytes(1, AT, act, MerkleTree.EMPTY);

        assertThat(new String(bytes, UTF_8))
                .isEqualTo(
                        """
                        {"act":"search","actor":{"authentication":"os","host":"desk","id":"clerk","type":"user"},\
                        "at":1772360130123,"details":{"hits":"3","query":"say \\"hi\\"\\u000a"},"outcome":"done",\
                        "prev":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",\
                        "recorded":1772360130123,"seq":1,"subject":{"id":"archive","type":"archive"},"v":1}""");
    }

    @Test
    void anEntryIsReadBackWhole() {
        ContentDigest digest = new ContentDigest("ab".repeat(32));
        Act act =
                new Act(
                                ActKind.SIGN_IN,
                                Outcome.REFUSED,
                                Subject.of(Subject.Type.SESSION, "s-1"),
                                new Actor(Actor.Type.API, "x", "h", "s-1", "192.0.2.7", "passkey"),
                                AT,
                                "boss",
                                "case 7",
                                "because 😀",
                                digest,
                                digest,
                                new java.util.TreeMap<>())
                        .with("a", "b");
        TreeHash leaf = MerkleTree.leaf(new byte[] {1});

        byte[] bytes = CanonicalEntry.bytes(42, AT, act, leaf);

        assertThat(CanonicalEntry.parse(bytes, leaf))
                .isEqualTo(new LedgerEntry(42, AT, act, leaf, leaf));
    }

    @Test
    void everyActHasATextOfItsOwn() {
        for (ActKind kind : ActKind.values()) {
            assertThat(ActKind.parse(kind.text())).isEqualTo(kind);
        }
    }

    @Test
    void halfASurrogatePairDoesNotBreakTheBytes() {
        Act act = Act.of(ActKind.VIEW, Subject.ARCHIVE, CLERK, AT).withReason("a\uD83D");

        byte[] bytes = CanonicalEntry.bytes(1, AT, act, MerkleTree.EMPTY);

        assertThat(CanonicalEntry.parse(bytes, MerkleTree.EMPTY).act().reason())
                .isEqualTo("a\uFFFD");
    }

    @Test
    void damagedBytesAreRefusedWithoutBeingQuoted() {
        assertThatThrownBy(
                        () ->
                                CanonicalEntry.parse(
                                        "{\"secret\":\"word".getBytes(UTF_8), MerkleTree.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("word");
    }
}
