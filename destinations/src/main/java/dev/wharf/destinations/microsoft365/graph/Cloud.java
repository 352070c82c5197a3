package dev.wharf.destinations.microsoft365.graph;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One of Microsoft's clouds: where its servers are. A token of one is worth nothing in another.
///
/// Where Microsoft's documents contradict each other (see `docs/destination-microsoft365.md`), or
/// the servers move, every value can be given by configuration instead.
///
/// @param name as configuration and people say it
/// @param login gives tokens
/// @param graph takes requests; the only server that is ever shown a token
/// @param outlook where mailboxes live; named in messages
/// @param uploadHosts hosts, or domains with all below them, to which a file's bytes may go: an
///   address of an upload session elsewhere is refused
/// @param exchangeEnvironment what `Connect-ExchangeOnline -ExchangeEnvironmentName` calls it
public record Cloud(
        String name,
        URI login,
        URI graph,
        URI outlook,
        List<String> uploadHosts,
        String exchangeEnvironment) {

    public static final Cloud GLOBAL =
            of(
                    "global",
                    List.of(
                            "https://login.microsoftonline.com",
                            "https://graph.microsoft.com",
                            "https://outlook.office365.com"),
                    List.of("outlook.office.com", "outlook.office365.com"),
                    "O365Default");

    /// The American government's community cloud runs on the servers of the global one.
    public static final Cloud GCC = GLOBAL.named("gcc");

    public static final Cloud GCC_HIGH =
            of(
                    "gcc-high",
                    List.of(
                            "https://login.microsoftonline.us",
                            "https://graph.microsoft.us",
                            "https://outlook.office365.us"),
                    List.of("outlook.office365.us", "outlook.office.us"),
                    "O365USGovGCCHigh");

    public static final Cloud DOD =
            of(
                    "dod",
                    List.of(
                            "https://login.microsoftonline.us",
                            "https://dod-graph.microsoft.us",
                            "https://outlook-dod.office365.us"),
                    List.of("outlook-dod.office365.us", "webmail.apps.mil"),
                    "O365USGovDoD");

    public static final Cloud CHINA =
            of(
                    "china",
                    List.of(
                            "https://login.chinacloudapi.cn",
                            "https://microsoftgraph.chinacloudapi.cn",
                            "https://partner.outlook.cn"),
                    List.of("partner.outlook.cn"),
                    "O365China");

    public static final List<Cloud> KNOWN = List.of(GLOBAL, GCC, GCC_HIGH, DOD, CHINA);

    public Cloud {
        login = origin(login);
        graph = origin(graph);
        outlook = origin(outlook);
        uploadHosts = uploadHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (uploadHosts.isEmpty()) {
            throw new IllegalArgumentException("a cloud needs a host that files may go to");
        }
        if (!exchangeEnvironment.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("not an Exchange environment's name");
        }
    }

    private static Cloud of(
            String name, List<String> hosts, List<String> uploads, String environment) {
        return new Cloud(
                name,
                URI.create(hosts.get(0)),
                URI.create(hosts.get(1)),
                URI.create(hosts.get(2)),
                uploads,
                environment);
    }

    public static Optional<Cloud> byName(String name) {
        return KNOWN.stream().filter(cloud -> cloud.name.equals(name)).findFirst();
    }

    public Cloud named(String other) {
        return new Cloud(other, login, graph, outlook, uploadHosts, exchangeEnvironment);
    }

    /// The same cloud with other servers, as configuration may say.
    public Cloud at(URI otherLogin, URI otherGraph, URI otherOutlook, List<String> otherUploads) {
        return new Cloud(
                name, otherLogin, otherGraph, otherOutlook, otherUploads, exchangeEnvironment);
    }

    /// What a token is asked for.
    public String scope() {
        return graph + "/.default";
    }

    /// Whether a request to this address may carry a token.
    public boolean isGraph(URI address) {
        return graph.getScheme().equals(address.getScheme())
                && graph.getRawAuthority().equalsIgnoreCase(address.getRawAuthority());
    }

    /// Whether a file's bytes may be sent there.
    public boolean takesUploads(URI address) {
        String host = address.getHost();
        if (host == null || address.getRawUserInfo() != null || !isAsSafeAsGraph(address)) {
            return false;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return uploadHosts.stream().anyMatch(one -> lower.equals(one) || lower.endsWith("." + one));
    }

    private boolean isAsSafeAsGraph(URI address) {
        return "https".equals(address.getScheme()) || graph.getScheme().equals(address.getScheme());
    }

    /// Scheme, host and port only. Plain HTTP is for servers of this machine: tests, and proxies
    /// that add TLS.
    private static URI origin(URI given) {
        String host = given.getHost();
        boolean local = "127.0.0.1".equals(host) || "localhost".equals(host);
        boolean safe =
                "https".equals(given.getScheme()) || (local && "http".equals(given.getScheme()));
        boolean bare = given.getRawPath().isEmpty() || given.getRawPath().equals("/");
        if (host == null || given.getRawUserInfo() != null || !bare || !safe) {
            throw new IllegalArgumentException(
                    "not the https address of a server, without a path: " + given);
        }
        return URI.create(given.getScheme() + "://" + given.getRawAuthority());
    }
}
