package dev.wharf.capture.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Both halves against the JDK's GCM.
class GcmTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void tagAndPlaintextAreThoseOfTheJdk() throws Exception {
        Random random = new Random(20261128);
        int segment = Ghash.SEGMENT;
        int[] lengths = {
            0, 1, 15, 16, 17, segment - 1, segment, segment + 1, segment + 16, 3 * segment - 16
        };
        for (int round = 0; round < 60; round++) {
            int length = round < lengths.length ? lengths[round] : random.nextInt(5 * segment);
            agrees(bytes(random, 32), bytes(random, 16), bytes(random, length));
        }
    }

    /// An IV whose counter begins below 2^32, so that it runs over within a megabyte, beside 96
    /// bits that GCM leaves alone.
    @Test
    void theCounterRunsOverAsGcmsDoes() throws Exception {
        Random random = new Random(96);
        byte[] key = bytes(random, 32);
        byte[] iv = ivNearTheEndOfItsCounter(key, random);

        agrees(key, iv, bytes(random, MEGABYTE + 5));
    }

    private static byte[] ivNearTheEndOfItsCounter(byte[] key, Random random) throws Exception {
        Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
        block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        Gf128 hashKey = Gf128.of(block.doFinal(new byte[16]), 0);
        while (true) {
            byte[] iv = bytes(random, 16);
            Gf128 start = Gf128.of(iv, 0).times(hashKey).plus(new Gf128(0, 128)).times(hashKey);
            long counter = start.low() & 0xffffffffL;
            if (counter > (1L << 32) - MEGABYTE / 16 && counter < (1L << 32) - 1000) {
                return iv;
            }
        }
    }

    private static void agrees(byte[] key, byte[] iv, byte[] plain) throws Exception {
        SecretKey aes = new SecretKeySpec(key, "AES");
        Cipher jdk = Cipher.getInstance("AES/GCM/NoPadding");
        jdk.init(Cipher.ENCRYPT_MODE, aes, new GCMParameterSpec(128, iv));
        byte[] encrypted = jdk.doFinal(plain);
        byte[] tag = Arrays.copyOfRange(encrypted, plain.length, encrypted.length);
        byte[] ciphertext = Arrays.copyOf(encrypted, plain.length);

        Gcm gcm = new Gcm(aes, iv);

        assertThat(gcm.isTag(tag, hash(gcm, ciphertext))).isTrue();
        tag[15] ^= 1;
        assertThat(gcm.isTag(tag, hash(gcm, ciphertext))).isFalse();
        try (InputStream in = gcm.decrypt(new ByteArrayInputStream(encrypted), ciphertext.length)) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
    }

    private static Ghash hash(Gcm gcm, byte[] ciphertext) {
        Ghash hash = gcm.hash();
        for (int at = 0; at < ciphertext.length; at += Ghash.SEGMENT) {
            int used = Math.min(Ghash.SEGMENT, ciphertext.length - at);
            hash.update(Arrays.copyOfRange(ciphertext, at, at + Ghash.SEGMENT), used);
        }
        return hash;
    }

    @Test
    void multiplicationIsThatOfTheField() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            Gf128 a = Gf128.of(bytes(random, 16), 0);
            Gf128 b = Gf128.of(bytes(random, 16), 0);
            Gf128 c = Gf128.of(bytes(random, 16), 0);

            assertThat(a.times(b)).isEqualTo(b.times(a));
            assertThat(a.times(b).times(c)).isEqualTo(a.times(b.times(c)));
            assertThat(a.plus(b).times(c)).isEqualTo(a.times(c).plus(b.times(c)));
            assertThat(a.power(3)).isEqualTo(a.times(a).times(a));
            assertThat(ByteBuffer.wrap(a.bytes()).getLong()).isEqualTo(a.high());
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
