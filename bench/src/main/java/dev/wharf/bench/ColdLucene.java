package dev.wharf.bench;

import dev.wharf.archive.index.IndexMemory;
import dev.wharf.archive.index.LuceneSearchIndex;
import dev.wharf.core.search.IndexDocument;
import dev.wharf.core.search.SearchIndex;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lucene alone under the conditions of an import: in a process of its own that has just started,
/// with the import's heap and options, everything still to be compiled.
///
/// What counts is what one thread takes to add the documents and to commit them once, at the end:
/// fields, words, labels, sort, buffers and sealed files as the product has them, with the flushes
/// that fill the buffer, and whatever compiling and collecting garbage does to that thread
/// meanwhile. What does not count, though an import has to do it: starting the JVM, opening the
/// index, and making the documents, which are read from a file, some thousand at a time, while the
/// clock stands. Nor does Lucene alone open its index for searching now and then, as the product
/// does every 500,000 items. All of that makes this limit higher, never lower. The whole process is
/// printed beside it.
final class ColdLucene {
    private static final int AT_ONCE = 5_000;

    private ColdLucene() {}

    /// @param indexing adding and the commit
    /// @param cpu of the thread that indexes, while it does
    /// @param whole the process from start to end
    /// @param wholeCpu of all its threads, as far as last seen
    record Outcome(
            long documents, Duration indexing, Duration cpu, Duration whole, Duration wholeCpu) {

        double perSecond() {
            return documents / (indexing.toNanos() / 1e9);
        }

        @Override
        public String toString() {
            return "%,d documents, %,.0f/s, %.1f CPU-us each on its thread; the process %.1f s, %.1f CPU-us each"
                    .formatted(
                            documents,
                            perSecond(),
                            cpu.toNanos() / 1e3 / documents,
                            whole.toNanos() / 1e9,
                            wholeCpu.toNanos() / 1e3 / documents);
        }
    }

    /// Runs the measurement in a child.
    ///
    /// @param jvm the options of an import
    static Outcome measure(Path documents, Path directory, List<String> jvm)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdLucene.class.getName(),
                        documents.toString(),
                        directory.toString()));
        Path said = directory.resolveSibling("lucene-cold.txt");
        long began = System.nanoTime();
        Process child =
                new ProcessBuilder(command)
                        .redirectOutput(said.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int exit = child.waitFor();
        Duration whole = Duration.ofNanos(System.nanoTime() - began);
        if (exit != 0) {
            throw new IllegalStateException("Lucene alone ended with " + exit);
        }
        String[] numbers = Files.readString(said).strip().split(" ");
        return new Outcome(
                Long.parseLong(numbers[0]),
                Duration.ofNanos(Long.parseLong(numbers[1])),
                Duration.ofNanos(Long.parseLong(numbers[2])),
                whole,
                Duration.ofNanos(Long.parseLong(numbers[3])));
    }

    /// The child: prints documents, nanoseconds, nanoseconds of processor time of the thread and of
    /// the process.
    public static void main(String[] arguments) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long count = 0;
        long nanos = 0;
        long cpu = 0;
        try (DocumentFile.Reader in = new DocumentFile.Reader(Path.of(arguments[0]));
                SearchIndex index =
                        LuceneSearchIndex.open(
                                Path.of(arguments[1]),
                                new byte[32],
                                new SecureRandom(),
                                IndexMemory.DEFAULT)) {
            List<IndexDocument> documents = in.next(AT_ONCE);
            while (!documents.isEmpty()) {
                List<IndexDocument> next = in.next(AT_ONCE);
                long began = System.nanoTime();
                long cpuBegan = threads.getCurrentThreadCpuTime();
                documents.forEach(index::add);
                count += documents.size();
                if (next.isEmpty()) {
                    index.commit(count, true);
                }
                cpu += threads.getCurrentThreadCpuTime() - cpuBegan;
                nanos += System.nanoTime() - began;
                documents = next;
            }
        }
        long whole =
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        System.out.println(count + " " + nanos + " " + cpu + " " + whole);
    }
}
