package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.destinations.microsoft365.graph.GraphCall;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.WharfProperty;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which mails are in the folder, by the property that holds their Message-ID; and what an attempt
/// that broke off has left there: an item without all its files is completed when only the last
/// word is missing, and else removed. Of two whole ones the second is removed.
///
/// For one thread.
final class Presence {
    /// Servers and proxies take addresses of this length, whatever else they are.
    private static final int ADDRESS = 1900;

    private static final int PAGE = 100;

    private final MailboxCaller caller;
    private final String folder;
    private final HalfItems halves;

    Presence(MailboxCaller caller, String folder, FileLimits limits) {
        this.caller = caller;
        this.folder = folder;
        this.halves = new HalfItems(caller, limits);
    }

    /// @return receipts of whole items, by Message-ID
    Map<String, String> find(Collection<String> messageIds, Instant until) throws Refused {
        Map<String, String> whole = new LinkedHashMap<>();
        List<GraphCall> questions = questions(messageIds);
        for (JsonNode page : caller.askAll(questions, until)) {
            read(page, whole, until);
        }
        return whole;
    }

    private void read(JsonNode first, Map<String, String> whole, Instant until) throws Refused {
        JsonNode page = first;
        while (true) {
            for (JsonNode message : page.path("value")) {
                take(FoundItem.read(message), whole, until);
            }
            String next = next(page);
            if (next.isEmpty()) {
                return;
            }
            page = caller.ask(caller.get(next, "what is in the folder"), until);
        }
    }

    /// The rest of the next page's address below the mailbox; Graph writes it whole.
    private static String next(JsonNode page) {
        String link = page.path("@odata.nextLink").asString("");
        int at = link.indexOf("/mailFolders");
        return at < 0 ? "" : link.substring(at);
    }

    private void take(FoundItem item, Map<String, String> whole, Instant until) throws Refused {
        if (item.key().isEmpty() || !(item.isComplete() || halves.complete(item, until))) {
            return;
        }
        String other = whole.putIfAbsent(item.key(), item.id());
        if (other != null && !other.equals(item.id())) {
            halves.remove(item.id(), until);
        }
    }

    private List<GraphCall> questions(Collection<String> messageIds) {
        List<GraphCall> questions = new ArrayList<>();
        StringBuilder values = new StringBuilder();
        int fixed = path("").length();
        for (String id : messageIds) {
            String value = GraphText.encoded("ep/value eq " + GraphText.literal(id));
            if (!values.isEmpty() && fixed + values.length() + value.length() > ADDRESS) {
                questions.add(question(values));
                values.setLength(0);
            }
            values.append(values.isEmpty() ? "" : "%20or%20").append(value);
        }
        if (!values.isEmpty()) {
            questions.add(question(values));
        }
        return questions;
    }

    private GraphCall question(StringBuilder values) {
        return caller.get(path(values.toString()), "what is in the folder");
    }

    private String path(String values) {
        return "/mailFolders/"
                + GraphText.encoded(folder)
                + "/messages?$top="
                + PAGE
                + "&$select=id&$expand="
                + GraphText.encoded(FoundItem.expand())
                + "&$filter="
                + GraphText.encoded(
                        "singleValueExtendedProperties/any(ep: ep/id eq '%s' and ("
                                .formatted(WharfProperty.KEY))
                + values
                + "))";
    }
}
