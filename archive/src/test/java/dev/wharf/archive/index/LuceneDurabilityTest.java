package dev.wharf.archive.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.SearchRequest;
import dev.wharf.core.search.SearchResult;
import dev.wharf.testkit.SearchIndexContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class LuceneDurabilityTest {
    private static final byte[] KEY = new byte[32];

    @TempDir Path home;

    private LuceneSearchIndex open() {
        return LuceneSearchIndex.open(home, KEY, new SecureRandom(), IndexMemory.DEFAULT);
    }

    private static long count(LuceneSearchIndex index, String word) {
        return index.search(SearchRequest.newest(Query.words(word), 10)).total();
    }

    @Test
    void whatWasCommittedIsThereAgain() {
        try (LuceneSearchIndex index = open()) {
            index.add(SearchIndexContract.fromAnaToTheTeam(1));
            index.commit(1, true);
        }

        try (LuceneSearchIndex index = open()) {
            assertThat(index.lastIndexed()).isEqualTo(1);
            assertThat(index.isSettled()).isTrue();
            assertThat(count(index, "discussed")).isEqualTo(1);
            assertThat(count(index, "Díaz")).isEqualTo(1);
        }
    }

    @Test
    void whatWasNotCommittedIsNot() {
        try (LuceneSearchIndex index = open()) {
            index.add(SearchIndexContract.says(1, "kept"));
            index.commit(1, false);
            index.add(SearchIndexContract.says(2, "lost"));
            index.refresh();
        }

        try (LuceneSearchIndex index = open()) {
            assertThat(index.lastIndexed()).isEqualTo(1);
            assertThat(index.isSettled()).isFalse();
            assertThat(count(index, "kept")).isEqualTo(1);
            assertThat(count(index, "lost")).isZero();
        }
    }

    @Test
    void aStopAtAnyMomentLeavesTheLastCommit(@TempDir Path copies) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long committed = 0;
        try (LuceneSearchIndex index = open()) {
            for (int i = 1; i <= 300; i++) {
                index.add(SearchIndexContract.says(i, "word" + i % 7));
                if (random.nextInt(20) == 0) {
                    index.commit(i, false);
                    committed = i;
                }
                if (random.nextInt(40) == 0) {
                    index.refresh();
                    expect(committed, copy(copies.resolve("copy" + i)), "seed " + seed);
                }
            }
        }
    }

    private static void expect(long committed, Path copy, String as) {
        try (LuceneSearchIndex stopped =
                LuceneSearchIndex.openAsIs(copy, KEY, new SecureRandom(), IndexMemory.DEFAULT)) {
            assertThat(stopped.lastIndexed()).as(as).isEqualTo(committed);
            assertThat(stopped.size()).as(as).isEqualTo(committed);
        }
    }

    private Path copy(Path to) throws IOException {
        for (String part : List.of("items", "labels")) {
            Files.createDirectories(to.resolve(part));
            try (Stream<Path> files = Files.list(home.resolve(part))) {
                for (Path file : files.toList()) {
                    copy(file, to.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        return to;
    }

    private static void copy(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (NoSuchFileException _) {
            // Merged away meanwhile, so no commit needs it.
        }
    }

    @Test
    void aDamagedIndexIsSaidToBeSo() throws IOException {
        try (LuceneSearchIndex index = open()) {
            index.add(SearchIndexContract.says(1, "word"));
            index.commit(1, true);
        }
        damage(home.resolve("items"));

        assertThatThrownBy(
                        () ->
                                LuceneSearchIndex.openAsIs(
                                        home, KEY, new SecureRandom(), IndexMemory.DEFAULT))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_CORRUPT));
    }

    @Test
    void anUnreadableIndexIsBegunAnew() throws IOException {
        try (LuceneSearchIndex index = open()) {
            index.add(SearchIndexContract.says(1, "word"));
            index.commit(1, true);
        }
        damage(home.resolve("labels"));

        try (LuceneSearchIndex index = open()) {
            assertThat(index.lastIndexed()).isZero();
            assertThat(index.size()).isZero();
        }
    }

    private static void damage(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> Files.isRegularFile(each)).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > 40) {
                    bytes[40] ^= 1;
                    Files.write(file, bytes);
                }
            }
        }
    }

    @Test
    void totalsOfManyMatchesAreBoundsUnlessAskedExactly() {
        try (LuceneSearchIndex index = open()) {
            for (int i = 1; i <= 3_000; i++) {
                index.add(SearchIndexContract.says(i, i % 2 == 0 ? "even common" : "odd common"));
            }
            index.refresh();
            SearchRequest both =
                    SearchRequest.newest(
                            new Query.Or(List.of(Query.words("even"), Query.words("odd"))), 5);

            SearchResult quick = index.search(both);
            SearchResult exact = index.search(both.exact());

            assertThat(quick.total()).isBetween(1_000L, 3_000L);
            assertThat(exact.total()).isEqualTo(3_000);
            assertThat(exact.relation()).isEqualTo(SearchResult.Relation.EXACT);
            assertThat(exact.hits()).isEqualTo(quick.hits());
        }
    }
}
