package dev.wharf.store.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.util.Bytes;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.file.DurableFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The public half of the archive's capture key: all that the site needs to seal, and of no use to
/// open. HPKE (RFC 9180) with X25519, HKDF-SHA-256 and AES-256-GCM.
///
/// As a file (`site/archive.pub`) it is one line: `wharf-archive-public-key/1 VERSION HEX`. Safe
/// for many threads.
public final class ArchivePublicKey {
    static final HpkeParameters PARAMETERS = parameters();

    private static final Pattern LINE =
            Pattern.compile("wharf-archive-public-key/1 ([0-9]{1,9}) ([0-9a-f]{64})");

    private final int version;
    private final byte[] point;
    private final HybridEncrypt hpke;

    ArchivePublicKey(int version, byte[] point) {
        this.version = version;
        this.point = point.clone();
        try {
            this.hpke =
                    KeysetHandle.newBuilder()
                            .addEntry(
                                    KeysetHandle.importKey(tinkKey(point))
                                            .withFixedId(1)
                                            .makePrimary())
                            .build()
                            .getPrimitive(HybridConfig2026.get(), HybridEncrypt.class);
        } catch (GeneralSecurityException invalid) {
            throw new IllegalArgumentException("not an X25519 public key", invalid);
        }
    }

    public static ArchivePublicKey parse(String text) {
        Matcher line = LINE.matcher(text.strip());
        if (!line.matches()) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "not an archive's public key: expected 'wharf-archive-public-key/1 VERSION HEX'");
        }
        return new ArchivePublicKey(
                Integer.parseInt(line.group(1)), HexFormat.of().parseHex(line.group(2)));
    }

    public static ArchivePublicKey read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.KEY_MISSING,
                    "cannot read the archive's public key " + file,
                    unreadable);
        }
    }

    /// Durable when it returns.
    public void write(Path file) throws IOException {
        DurableFiles.write(file, (this + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public int version() {
        return version;
    }

    /// Seals a key so that only the archive opens it, and only in the same context.
    public byte[] seal(Secret secret, String context) {
        byte[] bytes = secret.bytes();
        try {
            return hpke.encrypt(bytes, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(point);
    }

    @Override
    public String toString() {
        return "wharf-archive-public-key/1 %d %s".formatted(version, hex());
    }

    @AccessesPartialKey
    static HpkePublicKey tinkKey(byte[] point) throws GeneralSecurityException {
        return HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(point), null);
    }

    private static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
