package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.android.AndroidGeneration;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// Files that a bad cable, a full card or a hand has changed, anywhere: what can be read is read,
/// and otherwise the file is refused by name, as one that is damaged. Never another failure, and
/// never without end.
class DamagedDatabaseTest {
    private static final int ROUNDS = 6 * Integer.getInteger("wharf.torture", 5);

    @TempDir private Path scratch;

    private enum Kind {
        BITS,
        PAGES_SWAPPED,
        PAGES_ZEROED,
        CUT,
        HEADER,
        RUBBISH_AT_PAGE_HEADS
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(300)
    void aDamagedFileIsReadOrRefused(AndroidGeneration generation) throws Exception {
        Damage damage = new Damage(generation, scratch);
        byte[] sound = damage.bytes();
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long seed = generation.name().hashCode() * 1_000L + round;
            Kind kind = Kind.values()[round % Kind.values().length];
            Path file = damage.copyOf(damaged(sound, kind, new Random(seed)));
            try {
                Tally.of(file, scratch);
                read++;
            } catch (WharfException e) {
                assertThat(e.code().kind()).as("seed " + seed).isEqualTo(ErrorKind.INPUT);
                assertThat(e).as("seed " + seed).hasMessageContaining("msgstore.db");
            } catch (RuntimeException | StackOverflowError e) {
                fail("%s, seed %d".formatted(kind, seed), e);
            }
        }
        assertThat(read).as("files with little damage that were read").isPositive();
    }

    private static byte[] damaged(byte[] sound, Kind kind, Random random) {
        byte[] bytes = sound.clone();
        int page = ((bytes[16] & 0xFF) << 8) | (bytes[17] & 0xFF);
        int pages = bytes.length / page;
        switch (kind) {
            case BITS -> {
                for (int i = 1 + random.nextInt(200); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case PAGES_SWAPPED -> {
                for (int i = 0; i < 3; i++) {
                    int one = (1 + random.nextInt(pages - 1)) * page;
                    int other = (1 + random.nextInt(pages - 1)) * page;
                    byte[] kept = Arrays.copyOfRange(bytes, one, one + page);
                    System.arraycopy(bytes, other, bytes, one, page);
                    System.arraycopy(kept, 0, bytes, other, page);
                }
            }
            case PAGES_ZEROED -> {
                for (int i = 0; i < 3; i++) {
                    int at = (1 + random.nextInt(pages - 1)) * page;
                    Arrays.fill(bytes, at, at + page, (byte) 0);
                }
            }
            case CUT -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case HEADER -> {
                for (int i = 0; i < 4; i++) {
                    bytes[16 + random.nextInt(84)] = (byte) random.nextInt(256);
                }
            }
            case RUBBISH_AT_PAGE_HEADS -> {
                for (int i = 0; i < 10; i++) {
                    int at = random.nextInt(pages) * page + (i % 2 == 0 ? 0 : 100);
                    for (int n = 0; n < 12 && at + n < bytes.length; n++) {
                        bytes[at + n] = (byte) random.nextInt(256);
                    }
                }
            }
        }
        return bytes;
    }
}
