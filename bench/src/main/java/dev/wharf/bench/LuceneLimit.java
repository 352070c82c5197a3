package dev.wharf.bench;

import dev.wharf.archive.index.IndexMemory;
import dev.wharf.archive.index.LuceneSearchIndex;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.Query;
import dev.wharf.core.search.SearchIndex;
import dev.wharf.core.search.SearchRequest;
import dev.wharf.core.search.TextField;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// How fast Lucene alone can be: documents that are already made, the same fields, words and sort
/// as the archive's index, plain files, one thread. What an import is compared with.
///
/// Run by itself it makes documents of its own, indexes them plain and sealed, and prints how long
/// searches take: `LuceneLimit [documents]`.
public final class LuceneLimit {
    private static final int ROUNDS = 1_000;

    private LuceneLimit() {}

    /// @param cpuMicros of this thread per document, merging not counted
    public record Speed(long documents, double perSecond, double cpuMicros) {
        @Override
        public String toString() {
            return "%,d documents, %,.0f/s, %.1f CPU-µs each"
                    .formatted(documents, perSecond, cpuMicros);
        }
    }

    /// Indexes everything into a new index of plain files and commits.
    public static Speed measure(Iterator<IndexDocument> documents, Path directory) {
        try (SearchIndex index = LuceneSearchIndex.openUnsealed(directory, IndexMemory.DEFAULT)) {
            return fill(index, documents);
        }
    }

    private static Speed fill(SearchIndex index, Iterator<IndexDocument> documents) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long count = 0;
        while (documents.hasNext()) {
            index.add(documents.next());
            count++;
        }
        index.commit(count, true);
        double seconds = (System.nanoTime() - start) / 1e9;
        double micros = (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / Math.max(1, count);
        return new Speed(count, count / seconds, micros);
    }

    public static void main(String[] args) throws IOException {
        int count = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        Path home = Files.createTempDirectory("lucene-limit");
        SyntheticChats chats = new SyntheticChats(42);
        for (String round : List.of("warm-up", "measured")) {
            int documents = round.equals("warm-up") ? count / 5 : count;
            Speed plain = measure(chats.documents(documents), home.resolve(round + "-plain"));
            System.out.printf("%s plain   %s%n", round, plain);
            Path sealedHome = home.resolve(round + "-sealed");
            try (SearchIndex index =
                    LuceneSearchIndex.open(
                            sealedHome, new byte[32], new SecureRandom(), IndexMemory.DEFAULT)) {
                Speed sealed = fill(index, chats.documents(documents));
                System.out.printf(
                        "%s sealed  %s, %.2f of plain%n",
                        round, sealed, sealed.perSecond() / plain.perSecond());
                index.refresh();
                if (round.equals("measured")) {
                    latencies(index, chats);
                }
            }
        }
        print("size plain ", size(home.resolve("measured-plain")), count);
        print("size sealed", size(home.resolve("measured-sealed")), count);
    }

    private static void print(String what, long bytes, int count) {
        System.out.printf(
                "%s %,d MB, %.0f bytes each%n", what, bytes >> 20, (double) bytes / count);
    }

    private static long size(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void latencies(SearchIndex index, SyntheticChats chats) {
        Random random = new Random(7);
        Map<String, Supplier<Query>> questions = new LinkedHashMap<>();
        questions.put("term", () -> Query.words(chats.word(random)));
        questions.put(
                "phrase",
                () -> Query.words('"' + chats.commonWord(random) + ' ' + chats.commonWord(random)));
        questions.put(
                "from+date",
                () ->
                        new Query.And(
                                List.of(
                                        new Query.Phrase(TextField.FROM, chats.name(random), false),
                                        period(random))));
        questions.put(
                "term+date",
                () -> new Query.And(List.of(Query.words(chats.word(random)), period(random))));
        questions.put(
                "participants",
                () -> new Query.Phrase(TextField.PARTICIPANTS, chats.name(random), false));
        questions.put(
                "prefix",
                () -> new Query.Phrase(TextField.BODY, chats.word(random).substring(0, 3), true));
        questions.put("everything", Query.All::new);
        questions.forEach(
                (name, question) -> {
                    long[] nanos = new long[ROUNDS];
                    for (int i = 0; i < ROUNDS; i++) {
                        Query query = question.get();
                        long start = System.nanoTime();
                        index.search(SearchRequest.newest(query, 20));
                        nanos[i] = System.nanoTime() - start;
                    }
                    Arrays.sort(nanos);
                    System.out.printf(
                            "%-13s p50 %.2f ms  p99 %.2f ms%n",
                            name, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 99 / 100] / 1e6);
                });
    }

    private static Query period(Random random) {
        Instant from = Instant.ofEpochSecond(SyntheticChats.START + random.nextInt(300) * 86_400L);
        return new Query.Period(from, from.plusSeconds(90 * 86_400L));
    }
}
