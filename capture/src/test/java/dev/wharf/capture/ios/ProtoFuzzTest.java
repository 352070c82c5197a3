package dev.wharf.capture.ios;

import static dev.wharf.capture.ios.Phone.the;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

class ProtoFuzzTest {
    private static final HexFormat HEX = HexFormat.of();

    /// Real ones of a public image, as starting points.
    private static final String RECEIPTS =
            "12130a078119198887386f2000281952040800100212090a078119195794674f18c1e5c4a2062002";

    private static final String METADATA =
            "2a143341323636343941304134393633373743423031321a313931393838383733383640732e77686174736170702e6e65749a01320a304d616b65732073656e7365207769746820616c6c207468652074657374206461746120796f752067656e65726174652e";

    @Test
    void receiptsOfAPublicImageAreRead() {
        ReceiptInfo info = ReceiptInfo.read(HEX.parseHex(RECEIPTS)).orElseThrow();

        assertThat(info.recipients()).hasSize(2);
        assertThat(the(info.recipients().getFirst().who()).user()).isEqualTo("19198887386");
        assertThat(info.recipients().getFirst().delivered()).isEqualTo(1_683_043_009);
        assertThat(info.recipients().getFirst().read()).isEqualTo(1_683_043_034);
        assertThat(info.recipients().getLast().delivered()).isNull();
    }

    @Test
    void anAddressHasAnyNumberOfDigits() {
        assertThat(the(PackedJid.read(HEX.parseHex("81491511"))).user()).isEqualTo("491511");
        assertThat(the(PackedJid.read(HEX.parseHex("8149151f"))).user()).isEqualTo("49151");
        assertThat(the(PackedJid.read("77@lid".getBytes(StandardCharsets.UTF_8))).server())
                .isEqualTo("lid");
    }

    @Test
    void whatIsNoAddressIsNone() {
        for (String hex : new String[] {"", "81", "81ab", "8149f1", "ff1234", "81ff"}) {
            assertThat(PackedJid.read(HEX.parseHex(hex))).as(hex).isNull();
        }
    }

    @RepeatedTest(400)
    void anyBytesAreReadOrRefused(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = HEX.parseHex(random.nextBoolean() ? RECEIPTS : METADATA);
        for (int i = random.nextInt(6); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(3) == 0) {
            bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
        }

        PackedJid.read(bytes);
        ReceiptInfo.read(bytes)
                .ifPresent(
                        info -> {
                            assertThat(info.recipients()).doesNotContainNull();
                            assertThat(info.reactions()).doesNotContainNull();
                        });
        Metadata.read(bytes)
                .ifPresent(
                        data -> {
                            data.quotedId();
                            data.quotedAuthor();
                            data.quotedChat();
                            data.quotedText();
                            data.forwarder();
                            data.timerSeconds();
                            data.callSeconds();
                            data.url();
                            data.description();
                            data.invitedTo();
                            data.templateText();
                            assertThat(data.buttons()).doesNotContainNull();
                            assertThat(data.product()).doesNotContainNull();
                        });
    }
}
