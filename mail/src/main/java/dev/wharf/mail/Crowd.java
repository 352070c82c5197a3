package dev.wharf.mail;

import dev.wharf.core.party.MatchBasis;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everybody who took part in an item, each address once, and what the item says of them whoever
/// wrote it. Nearly all items of a chat share one, so it is worked out once. Immutable.
final class Crowd {
    private static final int MOST_NAMED = 20;

    private final List<Party> parties;
    private final List<Mailbox> mailboxes;
    private final @Nullable MemberFile file;
    private final String named;
    private final String namedByNameOnly;
    private final String emails;
    private final String emailsByNameOnly;

    private Crowd(List<Party> parties) {
        this.parties = parties;
        boolean many = parties.size() > MailRenderer.MOST_IN_HEADER;
        file = many ? MemberFile.of(parties) : null;
        mailboxes = many ? usersOnly(parties) : all(parties);
        named = named(parties);
        List<String> addresses = new ArrayList<>();
        List<String> byNameOnly = new ArrayList<>();
        List<String> shownByNameOnly = new ArrayList<>();
        for (Party party : parties) {
            boolean byName = party.person().matchedBy() == MatchBasis.NAME;
            if (byName) {
                shownByNameOnly.add(party.shown());
            }
            if (party.person().email() != null) {
                addresses.add(party.mailbox().address());
                if (byName) {
                    byNameOnly.add(party.mailbox().address());
                }
            }
        }
        emails = String.join(", ", addresses);
        emailsByNameOnly = String.join(", ", byNameOnly);
        namedByNameOnly = String.join("; ", shownByNameOnly);
    }

    /// Of several people with one address the first stays.
    static Crowd of(List<Party> people) {
        Set<String> addresses = HashSet.newHashSet(people.size());
        List<Party> parties = new ArrayList<>(people.size());
        for (Party party : people) {
            if (addresses.add(party.mailbox().address())) {
                parties.add(party);
            }
        }
        return new Crowd(List.copyOf(parties));
    }

    private static List<Mailbox> all(List<Party> parties) {
        return parties.stream().map(Party::mailbox).toList();
    }

    private static List<Mailbox> usersOnly(List<Party> parties) {
        return parties.stream()
                .filter(party -> party.person().email() != null)
                .limit(MailRenderer.MOST_IN_HEADER)
                .map(Party::mailbox)
                .toList();
    }

    private static String named(List<Party> parties) {
        if (parties.isEmpty()) {
            return "not known";
        }
        StringBuilder names = new StringBuilder();
        for (Party party : parties.subList(0, Math.min(MOST_NAMED, parties.size()))) {
            names.append(names.isEmpty() ? "" : "; ").append(party.shown());
        }
        if (parties.size() > MOST_NAMED) {
            names.append("; and ").append(parties.size() - MOST_NAMED).append(" more");
        }
        return names.toString();
    }

    List<Party> parties() {
        return parties;
    }

    /// Whom `To` shows: of a crowd too large for a header only the firm's own users.
    List<Mailbox> mailboxes() {
        return mailboxes;
    }

    /// Everybody, in a file, when there are too many for a header.
    @Nullable MemberFile file() {
        return file;
    }

    /// For the small print.
    String named() {
        return named;
    }

    /// Those matched to a user by nothing but their name, for the small print; empty for none.
    String namedByNameOnly() {
        return namedByNameOnly;
    }

    /// Addresses of the firm's users, parted by commas.
    String emails() {
        return emails;
    }

    /// Of these the ones matched by nothing but a name.
    String emailsByNameOnly() {
        return emailsByNameOnly;
    }
}
