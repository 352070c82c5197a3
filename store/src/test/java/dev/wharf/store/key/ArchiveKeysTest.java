package dev.wharf.store.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.key.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;

class ArchiveKeysTest {
    private static final Secret DATA_KEY = Secret.copyOf(new byte[] {1, 2, 3, 4});

    /// The recipient of RFC 9180, appendix A.1.1.
    private static ArchivePrivateKey recipient() {
        byte[] scalar =
                HexFormat.of()
                        .parseHex(
                                "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
        return ArchivePrivateKey.of(
                new Key(KeyPurpose.CAPTURE, 3, Instant.EPOCH, Secret.copyOf(scalar)));
    }

    @Test
    void thePublicHalfFollowsFromThePrivateOne() {
        assertThat(recipient().publicKey())
                .hasToString(
                        "wharf-archive-public-key/1 3"
                                + " 3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
    }

    @Test
    void whatThePublicHalfSealsThePrivateHalfOpens() {
        byte[] sealed = recipient().publicKey().seal(DATA_KEY, "segment 1");

        assertThat(recipient().open(sealed, "segment 1")).contains(DATA_KEY);
    }

    @Test
    void nothingOpensInAnotherContext() {
        byte[] sealed = recipient().publicKey().seal(DATA_KEY, "segment 1");

        assertThat(recipient().open(sealed, "segment 2")).isEmpty();
    }

    @Test
    void nothingOpensOnceChanged() {
        byte[] sealed = recipient().publicKey().seal(DATA_KEY, "segment 1");
        sealed[sealed.length - 1] ^= 1;

        assertThat(recipient().open(sealed, "segment 1")).isEmpty();
    }

    @Test
    void thePublicHalfIsReadBackFromItsFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("archive.pub");
        recipient().publicKey().write(file);

        ArchivePublicKey read = ArchivePublicKey.read(file);

        assertThat(recipient().open(read.seal(DATA_KEY, "x"), "x")).contains(DATA_KEY);
        assertThat(read.version()).isEqualTo(3);
    }

    @Test
    void anythingElseIsNoPublicKey() {
        assertThatThrownBy(() -> ArchivePublicKey.parse("ssh-ed25519 AAAA"))
                .isInstanceOf(WharfException.class);
    }
}
