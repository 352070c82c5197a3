package dev.wharf.destinations.microsoft365;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.destinations.addresses.MailAddresses;
import dev.wharf.destinations.microsoft365.graph.GraphCall;
import dev.wharf.destinations.microsoft365.graph.GraphClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The users of a tenant, by Microsoft Graph: all of them, page by page, since Graph neither
/// normalises numbers nor finds any by another spelling. Needs the application permission
/// `User.Read.All`.
public final class GraphDirectory implements DirectorySource {
    private static final Logger LOG = LoggerFactory.getLogger(GraphDirectory.class);
    private static final String SELECT =
            "$select=id,displayName,mail,userPrincipalName,mobilePhone,businessPhones,"
                    + "proxyAddresses,accountEnabled,otherMails,userType";
    private static final int PAGE = 999;

    private final GraphClient graph;
    private final Listing listing;

    public enum Listing {
        /// `/users`, 999 at a time.
        USERS,
        /// `/users/delta` from its beginning: what changes while the pages are read comes in a
        /// later page, so that nobody who moves is missed. Holds all users in memory. Not tried
        /// against a real tenant.
        DELTA
    }

    public GraphDirectory(GraphClient graph, Listing listing) {
        this.graph = graph;
        this.listing = listing;
    }

    @Override
    public String name() {
        return "graph " + graph.signIn().settings().tenant();
    }

    @Override
    public void read(Consumer<DirectoryEntry> each) {
        switch (listing) {
            case USERS -> readUsers(each);
            case DELTA -> readDelta(each);
        }
    }

    private void readUsers(Consumer<DirectoryEntry> each) {
        Set<String> seen = new HashSet<>();
        long[] without = {0};
        graph.pages(
                GraphCall.get("/users?" + SELECT + "&$top=" + PAGE, "the tenant's users"),
                user -> {
                    Optional<DirectoryEntry> entry = entry(user);
                    if (entry.isEmpty()) {
                        without[0]++;
                    } else if (seen.add(entry.get().id())) {
                        each.accept(entry.get());
                    }
                });
        LOG.info("{}: {} users, {} without a mailbox", name(), seen.size(), without[0]);
    }

    /// A user may come more than once; the last time counts.
    private void readDelta(Consumer<DirectoryEntry> each) {
        Map<String, DirectoryEntry> users = new LinkedHashMap<>();
        graph.pages(
                GraphCall.get("/users/delta?" + SELECT, "the tenant's users")
                        .with("Prefer", "odata.maxpagesize=" + PAGE),
                user -> {
                    users.remove(user.path("id").asString(""));
                    if (!user.has("@removed")) {
                        entry(user).ifPresent(entry -> users.put(entry.id(), entry));
                    }
                });
        users.values().forEach(each);
    }

    /// Empty for somebody without a mailbox of the tenant: a service, and above all a guest, whose
    /// address and number are a client's.
    private static Optional<DirectoryEntry> entry(JsonNode user) {
        String signIn = user.path("userPrincipalName").asString("");
        String id = user.path("id").asString("");
        boolean guest =
                user.path("userType").asString("").equals("Guest") || signIn.contains("#EXT#");
        if (id.isEmpty() || guest) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>(texts(user.path("otherMails")));
        others.add(signIn);
        String mail = user.path("mail").asString("");
        return MailAddresses.of(mail, texts(user.path("proxyAddresses")), others)
                .map(
                        addresses ->
                                new DirectoryEntry(
                                        id,
                                        user.path("displayName")
                                                .asString(addresses.primary().value()),
                                        addresses.primary(),
                                        addresses.aliases(),
                                        phones(user),
                                        user.path("accountEnabled").asBoolean(true)));
    }

    private static List<String> phones(JsonNode user) {
        List<String> phones = new ArrayList<>();
        phones.add(user.path("mobilePhone").asString(""));
        phones.addAll(texts(user.path("businessPhones")));
        phones.removeIf(String::isBlank);
        return phones;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asString("")));
        return texts;
    }

    @Override
    public void close() {}
}
