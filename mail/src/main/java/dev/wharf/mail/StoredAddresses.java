package dev.wharf.mail;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/// Reads the people of one address header, as [HeaderWriter] writes them. For one thread.
final class StoredAddresses {
    private final String text;
    private int at;

    StoredAddresses(String unfolded) {
        text = unfolded;
    }

    Mailbox one() {
        Mailbox mailbox = mailbox();
        requireEnd();
        return mailbox;
    }

    Recipients all() {
        String group = group();
        List<Mailbox> mailboxes = new ArrayList<>();
        skipSpaces();
        while (at < text.length() && text.charAt(at) != ';') {
            mailboxes.add(mailbox());
            take(',');
            skipSpaces();
        }
        if (group != null && !take(';')) {
            throw cannotBeRead();
        }
        requireEnd();
        return new Recipients(group, mailboxes);
    }

    private @Nullable String group() {
        String name = phrase();
        skipSpaces();
        if (name != null && take(':')) {
            return name;
        }
        at = 0;
        return null;
    }

    private Mailbox mailbox() {
        int start = at;
        String name = phrase();
        if (name != null && at < text.length() && text.charAt(at) == '@') {
            at = start;
            name = null;
        }
        skipSpaces();
        if (name == null) {
            return new Mailbox("", address(",;"));
        }
        if (!take('<')) {
            throw cannotBeRead();
        }
        String address = address(">");
        take('>');
        return new Mailbox(name, address);
    }

    /// A name, quoted or encoded; null when there is none.
    private @Nullable String phrase() {
        skipSpaces();
        Matcher words = StoredValue.wordsAt(text, at);
        if (words.lookingAt()) {
            String name = StoredValue.words(words);
            at = words.regionStart();
            return name;
        }
        return take('"') ? quoted() : null;
    }

    private String quoted() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw cannotBeRead();
        }
        return StoredValue.unescaped(text.substring(start, at++));
    }

    /// Up to one of these characters.
    private String address(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String address = text.substring(start, at);
        int sign = address.lastIndexOf('@');
        if (sign < 0) {
            throw cannotBeRead();
        }
        boolean quoted = address.startsWith("\"") && address.startsWith("\"@", sign - 1);
        return quoted && sign > 1
                ? address.substring(1, sign - 1) + address.substring(sign)
                : address;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void requireEnd() {
        if (at != text.length()) {
            throw cannotBeRead();
        }
    }

    private static RuntimeException cannotBeRead() {
        return StoredText.corrupt("an address cannot be read");
    }
}
