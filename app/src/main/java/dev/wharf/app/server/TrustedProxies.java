package dev.wharf.app.server;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whose word is taken for where a request came from. Immutable.
///
/// `X-Forwarded-For` is read from its end: each proxy appends who asked it, so the last address
/// that is no trusted proxy is the one that a trusted proxy saw. What stands before it anybody may
/// have written.
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /// @param networks addresses, or networks as `10.0.0.0/8`
    /// @throws WharfException `CONFIG_INVALID`
    public static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(networks.stream().map(Network::parse).toList());
    }

    /// @param peer who holds the other end of the connection
    /// @param forwarded all lines of `X-Forwarded-For` in their order, joined by commas
    String client(String peer, Optional<String> forwarded) {
        if (networks.isEmpty() || forwarded.isEmpty() || !trusted(peer)) {
            return peer;
        }
        String client = peer;
        for (String each : Arrays.asList(forwarded.get().split(",", -1)).reversed()) {
            Optional<InetAddress> address = literal(each.strip());
            if (address.isEmpty()) {
                return client;
            }
            client = address.get().getHostAddress();
            if (!trusted(client)) {
                return client;
            }
        }
        return client;
    }

    boolean trusted(String peer) {
        return literal(peer)
                .map(address -> networks.stream().anyMatch(network -> network.holds(address)))
                .orElse(false);
    }

    /// An address written as one: never asks the network for a name.
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @param bits of the address that count
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(byte[] address, int bits) {

        static Network parse(String text) {
            String[] parts = text.strip().split("/", 2);
            Optional<InetAddress> address = literal(parts[0]);
            int most = address.map(a -> a.getAddress().length * 8).orElse(0);
            boolean whole = parts.length == 1;
            if (address.isEmpty() || (!whole && !parts[1].matches("[0-9]{1,3}"))) {
                throw invalid(text);
            }
            int bits = whole ? most : Integer.parseInt(parts[1]);
            if (bits > most) {
                throw invalid(text);
            }
            return new Network(address.get().getAddress(), bits);
        }

        boolean holds(InetAddress other) {
            byte[] bytes = other.getAddress();
            if (bytes.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                if (((bytes[i / 8] ^ address[i / 8]) >> (7 - i % 8) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }

        private static WharfException invalid(String text) {
            return new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "'%s' is no address of a proxy; one is written as 10.0.0.7 or 10.0.0.0/8."
                            .formatted(text));
        }
    }
}
