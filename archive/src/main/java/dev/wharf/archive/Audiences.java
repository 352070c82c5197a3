package dev.wharf.archive;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The interned audiences as the writer knows them. A new item takes the lowest number whose
/// content equals its audience, so numbers depend on the order of changes only. For one thread.
final class Audiences {
    private final Statements sql;
    private final TreeMap<Integer, Audience> byNumber = new TreeMap<>();
    private final Map<Audience, Integer> numbers = new HashMap<>();

    Audiences(Statements sql) throws SQLException {
        this.sql = sql;
        TreeMap<Integer, List<EmailAddress>> members = new TreeMap<>();
        Map<Integer, List<Expectation>> waiting = new HashMap<>();
        try (ResultSet row = sql.query("SELECT number FROM audience")) {
            while (row.next()) {
                members.put(row.getInt(1), new ArrayList<>());
                waiting.put(row.getInt(1), new ArrayList<>());
            }
        }
        try (ResultSet row = sql.query("SELECT audience, mailbox FROM audience_member")) {
            while (row.next()) {
                members.getOrDefault(row.getInt(1), new ArrayList<>())
                        .add(new EmailAddress(row.getString(2)));
            }
        }
        try (ResultSet row = sql.query("SELECT audience, party, reason FROM audience_waiting")) {
            while (row.next()) {
                waiting.getOrDefault(row.getInt(1), new ArrayList<>())
                        .add(
                                new Expectation(
                                        new PartyId(row.getInt(2)), Codes.reason(row.getInt(3))));
            }
        }
        members.forEach(
                (number, mailboxes) ->
                        remember(
                                number,
                                Audience.of(mailboxes, waiting.getOrDefault(number, List.of()))));
    }

    private void remember(int number, Audience audience) {
        byNumber.put(number, audience);
        numbers.merge(audience, number, Math::min);
    }

    int intern(Audience audience) throws SQLException {
        Integer known = numbers.get(audience);
        if (known != null) {
            return known;
        }
        int number = byNumber.isEmpty() ? 1 : byNumber.lastKey() + 1;
        sql.update("INSERT INTO audience (number) VALUES (?)", number);
        insertContent(number, audience);
        remember(number, audience);
        return number;
    }

    /// Numbers of the audiences that wait for a party.
    List<Integer> waitingFor(PartyId party) {
        return byNumber.entrySet().stream()
                .filter(
                        entry ->
                                entry.getValue().unresolved().stream()
                                        .anyMatch(who -> who.party().equals(party)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// An audience as it is once the party's mailbox is found.
    Audience resolved(int number, PartyId party, EmailAddress mailbox) {
        Audience before = get(number);
        List<EmailAddress> mailboxes = new ArrayList<>(before.mailboxes());
        mailboxes.add(mailbox);
        List<Expectation> waiting =
                before.unresolved().stream().filter(who -> !who.party().equals(party)).toList();
        return Audience.of(mailboxes, waiting);
    }

    Audience get(int number) {
        Audience audience = byNumber.get(number);
        if (audience == null) {
            throw WireReader.corrupt();
        }
        return audience;
    }

    /// Gives a number another content: everything that points to it follows.
    void rewrite(int number, Audience audience) throws SQLException {
        Audience before = get(number);
        sql.update("DELETE FROM audience_member WHERE audience = ?", number);
        sql.update("DELETE FROM audience_waiting WHERE audience = ?", number);
        insertContent(number, audience);
        numbers.remove(before, number);
        remember(number, audience);
    }

    private void insertContent(int number, Audience audience) throws SQLException {
        for (EmailAddress mailbox : audience.mailboxes()) {
            sql.update(
                    "INSERT INTO audience_member (audience, mailbox) VALUES (?, ?)",
                    number,
                    mailbox.value());
        }
        for (Expectation who : audience.unresolved()) {
            sql.update(
                    "INSERT INTO audience_waiting (audience, party, reason) VALUES (?, ?, ?)",
                    number,
                    who.party().value(),
                    Codes.of(who.reason()));
        }
    }
}
