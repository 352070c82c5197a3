package dev.wharf.store.key;

import dev.wharf.core.key.Secret;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.security.SecureRandom;
import java.util.Arrays;

/// Makes a key from a passphrase, at a cost (RFC 9106). New ones take its second recommended
/// choice: 64 MiB, three passes, four lanes. Whoever stretches many at once bounds how many.
///
/// @param memoryKiB needed for a moment, in KiB
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Argon2id(byte[] salt, int memoryKiB, int passes, int lanes) {
    private static final int MOST_MEMORY_KIB = 1 << 20;

    public Argon2id {
        if (memoryKiB < 8
                || memoryKiB > MOST_MEMORY_KIB
                || passes < 1
                || passes > 64
                || lanes < 1) {
            throw new IllegalArgumentException("Argon2id parameters out of bounds");
        }
    }

    public static Argon2id fresh(SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return new Argon2id(salt, 64 * 1024, 3, 4);
    }

    public Secret stretch(Secret passphrase) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withSalt(salt)
                        .withMemoryAsKB(memoryKiB)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .build());
        byte[] text = passphrase.bytes();
        byte[] key = new byte[32];
        generator.generateBytes(text, key);
        Secret secret = Secret.copyOf(key);
        Arrays.fill(text, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return secret;
    }
}
