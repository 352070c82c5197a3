package dev.wharf.capture.itunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

class DerivationTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] PASSCODE = "pässword".getBytes(StandardCharsets.UTF_8);

    private static byte[] ascending(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    /// Both computed by Python's `hashlib.pbkdf2_hmac`.
    @Test
    void theKeyIsTheOneThatAnotherImplementationDerives() throws Exception {
        assertThat(new Derivation(ascending(20, 40), 100, ascending(0, 20), 1000).key(PASSCODE))
                .isEqualTo(
                        HEX.parseHex(
                                "d242be325936b25f8c760cc5499e1d8f505e391ab2c48e35f8b3d76aae72ba3f"));
        assertThat(new Derivation(ascending(20, 40), 100, null, 0).key(PASSCODE))
                .isEqualTo(
                        HEX.parseHex(
                                "6e1d7f1481b00ba3be35492016f058968f177bac9c52a6c813d8de82eb0247ef"));
    }

    @Test
    void aSaltOrCountThatIsNoneIsRefused() {
        for (Derivation derivation :
                new Derivation[] {
                    new Derivation(new byte[20], 0, null, 0),
                    new Derivation(new byte[20], 1, new byte[20], -1),
                    new Derivation(new byte[20], 1, new byte[0], 1)
                }) {
            assertThatThrownBy(() -> derivation.key(PASSCODE))
                    .isInstanceOf(MalformedKeyBagException.class);
        }
    }

    /// RFC 3394, 4.6.
    @Test
    void aWrappedKeyIsOpenedByItsKeyOnly() {
        byte[] key =
                HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] wrapped =
                HEX.parseHex(
                        "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21");

        assertThat(KeyWrap.unwrap(key, wrapped))
                .isEqualTo(
                        HEX.parseHex(
                                "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f"));
        key[0]++;
        assertThat(KeyWrap.unwrap(key, wrapped)).isNull();
        assertThat(KeyWrap.unwrap(key, Arrays.copyOf(wrapped, 39))).isNull();
        assertThat(KeyWrap.unwrap(key, new byte[0])).isNull();
    }
}
