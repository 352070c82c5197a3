package dev.wharf.capture.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.Random;

class ProtoTest {
    private static Proto proto(String hex) {
        return Proto.parse(HexFormat.of().parseHex(hex)).orElseThrow();
    }

    /// The examples of protobuf's own page.
    @Test
    void numbersTextsAndMessagesAreRead() {
        assertThat(proto("089601").number(1, 0)).isEqualTo(150);
        assertThat(proto("120774657374696e67").text(2)).contains("testing");
        assertThat(proto("1a03089601").message(3).orElseThrow().number(1, 0)).isEqualTo(150);
    }

    @Test
    void theLastOfSeveralCountsAndAllCanBeHad() {
        Proto twice = proto("0a01610a0162");

        assertThat(twice.text(1)).contains("b");
        assertThat(twice.texts(1)).containsExactly("a", "b");
    }

    @Test
    void whatBreaksOffIsNoMessage() {
        assertThat(Proto.parse(HexFormat.of().parseHex("1207746573"))).isEmpty();
        assertThat(Proto.parse(HexFormat.of().parseHex("08ffffffffffffffffffff"))).isEmpty();
        assertThat(Proto.parse(null)).isEmpty();
    }

    @RepeatedTest(200)
    void anyBytesAreReadOrRefused(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);

        Proto.parse(bytes).ifPresent(proto -> proto.messages(1).forEach(inner -> inner.text(1)));
    }
}
