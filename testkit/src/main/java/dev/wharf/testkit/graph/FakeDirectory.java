package dev.wharf.testkit.graph;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `GET /users` of the fake, page by page. Guarded by its server's lock.
final class FakeDirectory {
    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "displayName",
                    "mail",
                    "userPrincipalName",
                    "mobilePhone",
                    "businessPhones",
                    "proxyAddresses",
                    "otherMails",
                    "accountEnabled",
                    "userType");
    private static final Set<String> QUERIES =
            Set.of("$select", "$top", "$skiptoken", "$filter", "$count");
    private static final Pattern PROXY =
            Pattern.compile("proxyAddresses/any\\(\\w+:\\s*\\w+ eq '([^']*)'\\)");
    private static final Pattern ENABLED = Pattern.compile("accountEnabled eq (true|false)");

    final List<FakeUser> users = new ArrayList<>();

    FakeReply list(String base, FakeRequest request) {
        String select = request.query().getOrDefault("$select", "");
        Set<String> fields = new TreeSet<>();
        for (String field : select.isEmpty() ? new String[0] : select.split(",", -1)) {
            fields.add(field.strip());
        }
        if (!FIELDS.containsAll(fields) || !QUERIES.containsAll(request.query().keySet())) {
            return FakeReply.error(400, "BadRequest", "an unknown field or parameter");
        }
        int top = Integer.parseInt(request.query().getOrDefault("$top", "100"));
        if (top < 1 || top > 999) {
            return FakeReply.error(400, "Request_UnsupportedQuery", "$top");
        }
        int from = Integer.parseInt(request.query().getOrDefault("$skiptoken", "0"));
        List<FakeUser> matching = matching(request.query().getOrDefault("$filter", ""));
        ObjectNode page = FakeReply.JSON.createObjectNode();
        page.putArray("value");
        matching.stream()
                .skip(from)
                .limit(top)
                .forEach(user -> page.withArray("value").add(user.shown(fields)));
        if (from + top < matching.size()) {
            StringBuilder next = new StringBuilder(base + "/v1.0/users?");
            request.query()
                    .forEach(
                            (name, value) -> {
                                if (!name.equals("$skiptoken")) {
                                    next.append(name)
                                            .append('=')
                                            .append(FakeMail.encoded(value))
                                            .append('&');
                                }
                            });
            page.put("@odata.nextLink", next.append("$skiptoken=").append(from + top).toString());
        }
        return FakeReply.json(200, page);
    }

    private List<FakeUser> matching(String filter) {
        Matcher proxy = PROXY.matcher(filter);
        if (proxy.find()) {
            String wanted = proxy.group(1);
            return users.stream()
                    .filter(
                            user ->
                                    user.proxyAddresses().stream()
                                            .anyMatch(wanted::equalsIgnoreCase))
                    .toList();
        }
        Matcher enabled = ENABLED.matcher(filter);
        if (enabled.find()) {
            boolean wanted = Boolean.parseBoolean(enabled.group(1));
            return users.stream().filter(user -> user.accountEnabled() == wanted).toList();
        }
        return users;
    }
}
