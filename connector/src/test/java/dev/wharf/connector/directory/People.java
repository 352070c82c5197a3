package dev.wharf.connector.directory;

import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// People of a firm, in few words.
final class People {
    static final Instant TAKEN = Instant.parse("2026-11-27T02:00:00Z");

    private People() {}

    static EmailAddress address(String local) {
        return new EmailAddress(local.contains("@") ? local : local + "@corp.example");
    }

    static PhoneNumber phone(String written) {
        return PhoneNumber.parse(written).orElseThrow();
    }

    static DirectoryEntry user(String name, String... phones) {
        return entry(name, List.of(), true, phones);
    }

    static DirectoryEntry disabled(String name, String... phones) {
        return entry(name, List.of(), false, phones);
    }

    static DirectoryEntry aliased(String name, String... aliases) {
        return entry(name, List.of(aliases), true);
    }

    private static DirectoryEntry entry(
            String name, List<String> aliases, boolean enabled, String... phones) {
        return new DirectoryEntry(
                "id-" + name,
                name,
                address(name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.')),
                aliases.stream().map(People::address).toList(),
                List.of(phones),
                enabled);
    }

    static DirectorySnapshot snapshot(DirectoryEntry... entries) {
        return snapshot(null, entries);
    }

    static DirectorySnapshot snapshot(@Nullable String region, DirectoryEntry... entries) {
        DirectorySnapshot.Builder builder =
                new DirectorySnapshot.Builder("test", TAKEN, new NumberReader(region));
        List.of(entries).forEach(builder::add);
        return builder.build();
    }

    static UserDirectory file(String... rows) {
        return file("name,phone,email", rows);
    }

    static UserDirectory dated(String... rows) {
        return file("name,phone,email,from,until", rows);
    }

    private static UserDirectory file(String header, String... rows) {
        return UsersFile.parse(
                "users.csv",
                (header + "\n" + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8));
    }

    /// A directory that says what it is told to say.
    static final class Scripted implements DirectorySource {
        final List<DirectoryEntry> entries = new ArrayList<>();
        @Nullable ErrorCode failure;
        int failsAfter;

        Scripted with(DirectoryEntry... more) {
            entries.addAll(List.of(more));
            return this;
        }

        @Override
        public String name() {
            return "scripted corp.example";
        }

        @Override
        public void read(Consumer<DirectoryEntry> each) {
            for (int i = 0; i < entries.size(); i++) {
                if (failure != null && i == failsAfter) {
                    throw new WharfException(failure, "the directory broke off");
                }
                each.accept(entries.get(i));
            }
            if (failure != null) {
                throw new WharfException(failure, "the directory broke off");
            }
        }

        @Override
        public void close() {}
    }
}
