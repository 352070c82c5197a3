package dev.wharf.destinations.imap;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.RefusalPolicy.Moment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which mails a folder holds, by Message-ID.
///
/// What came lately is listed by UID, which needs no index of the server's. Else a folder that is
/// not much larger than the question is listed whole, and a large one is searched: a hundred ids a
/// command, within the 8,000 bytes that servers take (RFC 2683 §3.2.1.5), fewer where one says BAD.
/// What a search finds is looked at: HEADER matches parts of words.
final class MessageIds {
    private static final int LONGEST_SEARCH = 7_500;
    private static final int UIDS_A_FETCH = 500;
    private static final int LIST_UP_TO = 2_000;
    private static final int LIST_PER_ID = 100;
    private static final String HEADER = "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])";
    private static final Pattern EXISTS = Pattern.compile("(\\d{1,10}) EXISTS");
    private static final Pattern VALIDITY = Pattern.compile("UIDVALIDITY (\\d{1,10})");
    private static final Pattern UID = Pattern.compile("\\bUID (\\d{1,10})");
    private static final Pattern QUOTED = Pattern.compile("\\] \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ID =
            Pattern.compile("message-id:\\s*<([^>\\s]+)>", Pattern.CASE_INSENSITIVE);

    private final ImapConnection connection;
    private final OpenFolder folder;
    private final EmailAddress mailbox;

    MessageIds(ImapConnection connection, OpenFolder folder, EmailAddress mailbox) {
        this.connection = connection;
        this.folder = folder;
        this.mailbox = mailbox;
    }

    /// @param uids of the mails with each Message-ID, ascending
    record Found(long validity, Map<String, List<Long>> uids) {
        List<Long> of(String messageId) {
            return uids.getOrDefault(messageId, List.of());
        }

        String receipt(long uid) {
            return validity + ":" + uid;
        }
    }

    private record Examined(long validity, long mails) {}

    /// @param floor where mails in question begin; without one, or with one of other UIDs, they are
    ///   looked for everywhere
    Found since(MailboxLink.Floor floor, Collection<String> ids) throws ConnectionLost, Refused {
        Examined examined = examine();
        Found found =
                floor.next() > 0 && floor.validity() == examined.validity()
                        ? listed(examined, floor.next())
                        : among(examined, ids);
        leave();
        return found;
    }

    Found among(Collection<String> ids) throws ConnectionLost, Refused {
        Found found = among(examine(), ids);
        leave();
        return found;
    }

    private Found among(Examined examined, Collection<String> ids) throws ConnectionLost, Refused {
        if (examined.mails() == 0 || ids.isEmpty()) {
            return new Found(examined.validity(), Map.of());
        }
        Found all =
                examined.mails() <= Math.max(LIST_UP_TO, (long) LIST_PER_ID * ids.size())
                        ? listed(examined, 1)
                        : searched(examined, List.copyOf(new HashSet<>(ids)));
        all.uids().keySet().retainAll(Set.copyOf(ids));
        return all;
    }

    /// Selects the folder so that nothing changes in it, with what is new.
    private Examined examine() throws ConnectionLost, Refused {
        List<Reply> data = new ArrayList<>();
        Reply end = connection.command("EXAMINE " + folder.name(), data::add);
        if (!end.ok()) {
            throw new Refused(RefusalPolicy.of(Moment.ASK, end, mailbox));
        }
        long validity = 0;
        long mails = 0;
        for (Reply reply : data) {
            Matcher exists = EXISTS.matcher(reply.text());
            Matcher uids = VALIDITY.matcher(reply.text());
            mails = exists.matches() ? Long.parseLong(exists.group(1)) : mails;
            validity = uids.find() ? Long.parseLong(uids.group(1)) : validity;
        }
        return new Examined(validity, mails);
    }

    /// A folder that stays selected costs at every APPEND: the server tells what is new.
    private void leave() throws ConnectionLost {
        if (connection.capabilities().has("UNSELECT")) {
            connection.command("UNSELECT");
        }
    }

    private Found listed(Examined examined, long from) throws ConnectionLost, Refused {
        Map<String, List<Long>> uids = new HashMap<>();
        if (examined.mails() > 0) {
            fetch(from + ":*", from, uids);
        }
        uids.values().forEach(list -> list.sort(Long::compare));
        return new Found(examined.validity(), uids);
    }

    private void fetch(String set, long from, Map<String, List<Long>> into)
            throws ConnectionLost, Refused {
        Reply end =
                connection.command(
                        "UID FETCH " + set + " " + HEADER, reply -> take(reply, from, into));
        if (!end.ok()) {
            throw new Refused(RefusalPolicy.of(Moment.ASK, end, mailbox));
        }
    }

    /// `n:*` names the last mail even when its UID is below `n`.
    private static void take(Reply reply, long from, Map<String, List<Long>> into) {
        Matcher uid = UID.matcher(reply.text());
        if (!reply.text().contains("FETCH (") || !uid.find()) {
            return;
        }
        long number = Long.parseLong(uid.group(1));
        Matcher id = ID.matcher(header(reply));
        if (number >= from && id.find()) {
            List<Long> all = into.computeIfAbsent(id.group(1), _ -> new ArrayList<>(1));
            if (!all.contains(number)) {
                all.add(number);
            }
        }
    }

    private static String header(Reply reply) {
        if (!reply.literals().isEmpty()) {
            return new String(reply.literals().getFirst(), StandardCharsets.ISO_8859_1);
        }
        Matcher quoted = QUOTED.matcher(reply.text());
        return quoted.find() ? Quoted.inside(quoted.group(1)) : "";
    }

    private Found searched(Examined examined, List<String> ids) throws ConnectionLost, Refused {
        TreeSet<Long> hits = new TreeSet<>();
        int room = LONGEST_SEARCH;
        for (int from = 0; from < ids.size(); ) {
            int to = from + 1;
            int length = ids.get(from).length();
            while (to < ids.size() && length + ids.get(to).length() + 30 * (to - from) < room) {
                length += ids.get(to++).length();
            }
            Reply end = search(ids.subList(from, to), hits);
            if (end.ok()) {
                from = to;
            } else if (end.status() == Reply.Status.BAD && to - from > 1) {
                room = Math.max(1, (length + 30 * (to - from)) / 2);
            } else {
                throw new Refused(RefusalPolicy.of(Moment.ASK, end, mailbox));
            }
        }
        Map<String, List<Long>> uids = new HashMap<>();
        List<Long> all = List.copyOf(hits);
        for (int at = 0; at < all.size(); at += UIDS_A_FETCH) {
            List<Long> some = all.subList(at, Math.min(all.size(), at + UIDS_A_FETCH));
            String set = some.stream().map(String::valueOf).collect(Collectors.joining(","));
            fetch(set, 1, uids);
        }
        return new Found(examined.validity(), uids);
    }

    private Reply search(List<String> ids, Set<Long> hits) throws ConnectionLost {
        return connection.command(
                "UID SEARCH " + anyOf(ids),
                reply -> {
                    String text = reply.text();
                    if (text.startsWith("SEARCH ")) {
                        for (String uid : text.substring("SEARCH ".length()).strip().split(" ")) {
                            if (uid.matches("\\d{1,10}")) {
                                hits.add(Long.parseLong(uid));
                            }
                        }
                    }
                });
    }

    /// Halved again and again, since servers limit how deep ORs may lie in each other.
    private static String anyOf(List<String> ids) {
        if (ids.size() == 1) {
            return "HEADER Message-ID " + Quoted.of(ids.getFirst());
        }
        int half = ids.size() / 2;
        return "OR " + anyOf(ids.subList(0, half)) + " " + anyOf(ids.subList(half, ids.size()));
    }
}
