package dev.wharf.destinations.imap;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.RefusalPolicy.Moment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the folder of a mailbox, and makes and subscribes it where it is missing. One that is
/// there is used as it is.
final class FolderOpener {
    private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern PERSONAL =
            Pattern.compile(
                    "NAMESPACE \\(\\(" + STRING + " (?:" + STRING + "|NIL)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LIST =
            Pattern.compile("LIST \\([^)]*\\) (?:" + STRING + "|NIL) .*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBERS =
            Pattern.compile("(UIDVALIDITY|UIDNEXT|APPENDLIMIT) (\\d{1,18})");

    private final ImapConnection connection;
    private final EmailAddress mailbox;

    FolderOpener(ImapConnection connection, EmailAddress mailbox) {
        this.connection = connection;
        this.mailbox = mailbox;
    }

    /// @param make false to refuse a folder that is missing
    OpenFolder open(String folder, boolean make) throws ConnectionLost, Refused {
        String name = Quoted.of(wireName(folder));
        List<Reply> data = new ArrayList<>();
        Reply status = connection.command(status(name), data::add);
        if (make && status.status() == Reply.Status.NO && isMissing(status, name)) {
            create(name);
            data.clear();
            status = connection.command(status(name), data::add);
        }
        if (!status.ok()) {
            throw new Refused(RefusalPolicy.of(Moment.FOLDER, status, mailbox));
        }
        return read(name, data);
    }

    private String status(String name) {
        boolean own = connection.capabilities().has("APPENDLIMIT");
        return "STATUS " + name + " (UIDVALIDITY UIDNEXT" + (own ? " APPENDLIMIT)" : ")");
    }

    private boolean isMissing(Reply status, String name) throws ConnectionLost {
        if (status.code().equals("NONEXISTENT")) {
            return true;
        }
        List<Reply> listed = new ArrayList<>();
        Reply end = connection.command("LIST \"\" " + name, listed::add);
        return end.ok() && listed.stream().noneMatch(FolderOpener::isRealFolder);
    }

    private static boolean isRealFolder(Reply reply) {
        return reply.text().startsWith("LIST ")
                && !reply.text().contains("\\NonExistent")
                && !reply.text().contains("\\Noselect");
    }

    /// Somebody else may make it at the same moment: what counts is that it is there afterwards.
    private void create(String name) throws ConnectionLost, Refused {
        Reply created = connection.command("CREATE " + name);
        if (!created.ok() && !created.code().equals("ALREADYEXISTS")) {
            throw new Refused(RefusalPolicy.of(Moment.FOLDER, created, mailbox));
        }
        connection.command("SUBSCRIBE " + name);
    }

    private static OpenFolder read(String name, List<Reply> data) {
        long validity = 0;
        long next = 0;
        long limit = 0;
        for (Reply reply : data) {
            Matcher numbers = NUMBERS.matcher(reply.text());
            while (reply.text().startsWith("STATUS ") && numbers.find()) {
                long number = Long.parseLong(numbers.group(2));
                switch (numbers.group(1)) {
                    case "UIDVALIDITY" -> validity = number;
                    case "UIDNEXT" -> next = number;
                    default -> limit = number;
                }
            }
        }
        return new OpenFolder(name, validity, next, limit);
    }

    /// With the prefix of the user's own namespace and the server's separator.
    String wireName(String folder) throws ConnectionLost, Refused {
        Place place = place();
        List<String> parts = List.of(folder.split("/"));
        for (String part : parts) {
            if (!place.separator().isEmpty() && part.contains(place.separator())) {
                throw new Refused(
                        Verdict.setting(
                                "the folder \u201c%s\u201d cannot be made: this server parts folders by \u201c%s\u201d; choose a name without it"
                                        .formatted(folder, place.separator())));
            }
        }
        String separator = place.separator().isEmpty() ? "/" : place.separator();
        boolean inbox = parts.getFirst().equalsIgnoreCase("INBOX");
        String name = (inbox ? "" : place.prefix()) + String.join(separator, parts);
        return connection.utf8() ? name : ModifiedUtf7.encode(name);
    }

    private record Place(String prefix, String separator) {}

    private Place place() throws ConnectionLost {
        List<Reply> data = new ArrayList<>();
        if (connection.capabilities().has("NAMESPACE")) {
            connection.command("NAMESPACE", data::add);
            for (Reply reply : data) {
                Matcher personal = PERSONAL.matcher(reply.text());
                if (personal.find()) {
                    return new Place(Quoted.inside(personal.group(1)), inside(personal.group(2)));
                }
            }
        }
        connection.command("LIST \"\" \"\"", data::add);
        for (Reply reply : data) {
            Matcher list = LIST.matcher(reply.text());
            if (list.matches()) {
                return new Place("", inside(list.group(1)));
            }
        }
        return new Place("", "/");
    }

    private static String inside(@Nullable String quotedOrNull) {
        return quotedOrNull == null ? "" : Quoted.inside(quotedOrNull);
    }
}
