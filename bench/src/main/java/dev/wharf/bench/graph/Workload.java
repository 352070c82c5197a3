package dev.wharf.bench.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// A large firm's day: few mailboxes with very many items, most with some, one item in twenty with
/// a file.
final class Workload {
    /// Bytes of a create: a small mail's JSON.
    private static final int SMALL = 9_000;

    private final double[] upTo;
    private final Random random;

    Workload(int mailboxes, long seed) {
        this.random = new Random(seed);
        this.upTo = new double[mailboxes];
        double sum = 0;
        for (int i = 0; i < mailboxes; i++) {
            sum += 1 / Math.pow(i + 20, 0.75);
            upTo[i] = sum;
        }
    }

    /// How many items of a window belong to which mailbox.
    Map<Integer, Integer> window(int items) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < items; i++) {
            counts.merge(mailbox(), 1, Integer::sum);
        }
        return counts;
    }

    private int mailbox() {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Bytes of an item's file; 0 for none. Most are pictures, some are videos.
    long file() {
        if (random.nextInt(100) >= 5) {
            return 0;
        }
        int kind = random.nextInt(100);
        if (kind < 70) {
            return 50_000L + random.nextInt(450_000);
        }
        return kind < 90
                ? 500_000L + random.nextInt(1_500_000)
                : 3_000_000L + random.nextInt(30_000_000);
    }

    /// Bytes of the create of an item with such a file.
    static long create(long file) {
        return file < 2_200_000 ? SMALL + (file + 2) / 3 * 4 : SMALL;
    }

    /// Requests after the create: a session, its pieces, a look, the last word.
    static int later(long file) {
        return file < 2_200_000 ? 0 : (int) (3 + (file + 2_621_439) / 2_621_440);
    }

    /// Seconds of one request: a quarter, sometimes much longer.
    double latency(long bytes) {
        double tail = random.nextInt(200) == 0 ? 2 : 0;
        return 0.12 + 0.13 * -Math.log(1 - random.nextDouble()) + bytes / 8_000_000.0 + tail;
    }

    boolean throttled() {
        return random.nextInt(2_000) == 0;
    }

    boolean lost() {
        return random.nextInt(20_000) == 0;
    }
}
