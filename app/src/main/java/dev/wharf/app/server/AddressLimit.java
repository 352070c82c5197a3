package dev.wharf.app.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Requests that an address may still make: a bucket each, filled steadily, as full as a burst.
///
/// Safe for many threads. Remembers a bounded number of addresses; whoever is forgotten begins with
/// a full bucket, and forgetting starts with those who asked longest ago.
final class AddressLimit {
    private static final int MOST_ADDRESSES = 20_000;

    private final double perNano;
    private final int burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    private static final class Bucket {
        double tokens;
        long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    /// @param nanos a clock that only goes forward
    AddressLimit(int perMinute, int burst, LongSupplier nanos) {
        this.perNano = perMinute / 60e9;
        this.burst = burst;
        this.nanos = nanos;
    }

    /// Takes one request; empty when it may be made, else how long to wait for the next.
    synchronized Optional<Duration> take(String address) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(key(address), _ -> new Bucket(burst, now));
        bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * perNano);
        bucket.at = now;
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) Math.ceil((1 - bucket.tokens) / perNano)));
    }

    /// Whoever has one address of IPv6 has all of its /64.
    private static String key(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
    }

    /// Gives one back: who asked has shown a good token.
    synchronized void giveBack(String address) {
        Bucket bucket = buckets.get(key(address));
        if (bucket != null) {
            bucket.tokens = Math.min(burst, bucket.tokens + 1);
        }
    }
}
