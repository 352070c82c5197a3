package dev.wharf.bench;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.home.EmbeddedHomes;
import dev.wharf.app.home.Home;
import dev.wharf.compliance.search.SearchAnswer;
import dev.wharf.compliance.search.SearchQuestion;
import dev.wharf.compliance.search.SearchService;
import dev.wharf.core.ledger.Actor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How long a person waits for an answer, over a home that [ImportBenchmark] has filled: twenty
/// newest hits, opened, with snippets, as `wharf search` shows them.
///
/// `SearchBenchmark HOME [rounds]`; each query is asked so often, in turns with the others, after a
/// round that does not count.
public final class SearchBenchmark {
    private static final int HITS = 20;

    /// Words of every script that the generator writes, the commonest there are and rare ones.
    private static final List<String> QUERIES =
            List.of(
                    "*",
                    "maho",
                    "cole letere",
                    "\"bain wibe\"",
                    "的人",
                    "واسامن",
                    "from:ana",
                    "to:chen letere",
                    "participants:bo",
                    "from:ana date>=2021-06-01 date<2021-07-01",
                    "letere date>=2022-01-01",
                    "cole OR maho NOT fiun",
                    "let*",
                    "kind:message hasattachment:true",
                    "nosuchwordanywhere");

    private SearchBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        EmbeddedHomes homes = new EmbeddedHomes(Actor.job("bench", "bench"), Clock.systemUTC());
        Configuration settings = Configuration.load(home.resolve("config.yaml"), Map.of(), home);
        try (Home opened = homes.open(home, settings)) {
            System.out.printf("%,d items%n", opened.archive().lastSequence());
            measure(opened.search(), rounds);
        }
    }

    private static void measure(SearchService search, int rounds) {
        long[][] took = new long[QUERIES.size()][rounds];
        long[] totals = new long[QUERIES.size()];
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < QUERIES.size(); i++) {
                long began = System.nanoTime();
                SearchAnswer answer = search.search(SearchQuestion.newest(QUERIES.get(i), HITS));
                if (round >= 0) {
                    took[i][round] = System.nanoTime() - began;
                    totals[i] = answer.total();
                }
            }
        }
        System.out.printf("%10s %10s %12s  query%n", "p50 ms", "p99 ms", "found");
        for (int i = 0; i < QUERIES.size(); i++) {
            Arrays.sort(took[i]);
            System.out.printf(
                    "%10.2f %10.2f %,12d  %s%n",
                    took[i][rounds / 2] / 1e6,
                    took[i][rounds * 99 / 100] / 1e6,
                    totals[i],
                    QUERIES.get(i));
        }
        long[] all = Arrays.stream(took).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%10.2f %10.2f %12s  all%n",
                all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6, "");
    }
}
