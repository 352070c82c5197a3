package dev.wharf.archive.ledger;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;

import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.KeyVault;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.ledger.SignedHead;
import dev.wharf.core.ledger.TreeHash;
import dev.wharf.store.segment.ChannelOpener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file of signed heads, `heads`: one line each, appended. Copies of it kept elsewhere are
/// anchors that nobody can rewrite together with the ledger. For one thread.
///
/// ```
/// wharf-ledger-head/1 SIZE ROOT TIME KEYVERSION PUBLICKEY SIGNATURE
/// ```
final class SignedHeads implements AutoCloseable {
    private static final Pattern LINE =
            Pattern.compile(
                    "wharf-ledger-head/1 ([0-9]{1,18}) ([0-9a-f]{64}) (\\S+) ([0-9]{1,9})"
                            + " ([0-9a-f]{64}) ([0-9a-f]{128})");

    private final FileChannel file;
    private final KeyVault vault;
    private final List<SignedHead> heads = new ArrayList<>();
    private final List<Integer> unreadable = new ArrayList<>();

    SignedHeads(Path path, ChannelOpener opener, KeyVault vault) throws IOException {
        this.vault = vault;
        this.file = opener.open(path);
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        int whole = text.lastIndexOf('\n') + 1;
        // A crash may have left half a line, which nobody was told of.
        file.truncate(whole);
        int number = 0;
        for (String line : text.substring(0, whole).lines().toList()) {
            number++;
            Matcher fields = LINE.matcher(line);
            if (fields.matches()) {
                heads.add(head(fields));
            } else if (!line.isEmpty()) {
                unreadable.add(number);
            }
        }
    }

    private static SignedHead head(Matcher fields) {
        return new SignedHead(
                new LedgerHead(Long.parseLong(fields.group(1)), TreeHash.parse(fields.group(2))),
                Instant.parse(fields.group(3)),
                Integer.parseInt(fields.group(4)),
                fields.group(5),
                fields.group(6));
    }

    List<SignedHead> all() {
        return List.copyOf(heads);
    }

    /// Lines that were changed so much that they are none any more.
    List<Integer> unreadable() {
        return List.copyOf(unreadable);
    }

    /// Durable when it returns.
    SignedHead sign(LedgerHead head, Instant at) throws IOException {
        Key key = vault.current(KeyPurpose.LEDGER_SIGNING);
        byte[] seed = key.secret().bytes();
        try {
            Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
            String publicKey = HexFormat.of().formatHex(pair.getPublicKey());
            byte[] signature =
                    new Ed25519Sign(pair.getPrivateKey())
                            .sign(SignedHead.signedText(head, at, publicKey));
            SignedHead signed =
                    new SignedHead(
                            head,
                            at,
                            key.version(),
                            publicKey,
                            HexFormat.of().formatHex(signature));
            append(signed);
            heads.add(signed);
            return signed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private void append(SignedHead head) throws IOException {
        String line =
                "wharf-ledger-head/1 %d %s %s %d %s %s\n"
                        .formatted(
                                head.head().size(),
                                head.head().root(),
                                head.at(),
                                head.keyVersion(),
                                head.publicKey(),
                                head.signature());
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        long at = file.size();
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
        file.force(true);
    }

    /// Whether one of the vault's keys made the signature.
    boolean valid(SignedHead head) {
        return vault.keys(KeyPurpose.LEDGER_SIGNING).stream()
                .anyMatch(key -> key.version() == head.keyVersion() && made(key, head));
    }

    private static boolean made(Key key, SignedHead head) {
        byte[] seed = key.secret().bytes();
        try {
            byte[] publicKey = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey();
            new Ed25519Verify(publicKey)
                    .verify(HexFormat.of().parseHex(head.signature()), head.signedText());
            return HexFormat.of().formatHex(publicKey).equals(head.publicKey());
        } catch (GeneralSecurityException _) {
            return false;
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
