package dev.wharf.core.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A head under the archive's Ed25519 signature.
///
/// @param keyVersion of the signing key
/// @param publicKey the 32 bytes of the Ed25519 key, lower-case hex
/// @param signature over [#signedText], lower-case hex
public record SignedHead(
        LedgerHead head, Instant at, int keyVersion, String publicKey, String signature) {

    /// The exact bytes that are signed, readable by a person.
    public byte[] signedText() {
        return signedText(head, at, publicKey);
    }

    public static byte[] signedText(LedgerHead head, Instant at, String publicKey) {
        return "wharf-ledger-head/1\nsize %d\nroot %s\ntime %s\nkey %s\n"
                .formatted(head.size(), head.root(), at, publicKey)
                .getBytes(StandardCharsets.UTF_8);
    }
}
