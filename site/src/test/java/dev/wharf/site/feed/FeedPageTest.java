package dev.wharf.site.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

class FeedPageTest {
    @TempDir private Path folder;

    @Test
    void aPageThatWasCutOrChangedAnywhereIsRefused() throws IOException {
        byte[] whole = page();
        assertThat(FeedPage.parse(whole).entries()).hasSize(2);

        for (int i = 0; i < whole.length; i++) {
            byte[] cut = Arrays.copyOf(whole, i);
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;

            assertThatThrownBy(() -> FeedPage.parse(cut)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> FeedPage.parse(changed)).isInstanceOf(IOException.class);
        }
    }

    private byte[] page() throws IOException {
        MemorySealedJournal journal = new MemorySealedJournal(folder);
        journal.append(new byte[] {1, 2, 3});
        journal.damage(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FeedWriter(journal, out).write(0, 10, 1000);
        return out.toByteArray();
    }
}
