package dev.wharf.connector.people;

import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A [Directory] in memory, as a users file gives it.
public final class UserDirectory implements Directory {
    private record Holder(User.Line line, User user) {}

    private final List<User> users;
    private final boolean dated;
    private final Map<PhoneNumber, List<Holder>> byPhone = new HashMap<>();
    private final Map<EmailAddress, User> byEmail = new HashMap<>();
    private final Map<String, List<User>> byName = new HashMap<>();

    /// @throws IllegalArgumentException when two people hold one number at the same time
    public UserDirectory(List<User> users) {
        this.users = List.copyOf(users);
        for (User user : this.users) {
            add(user);
        }
        dated =
                byPhone.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(h -> h.line.from() != null || h.line.until() != null);
    }

    public static UserDirectory empty() {
        return new UserDirectory(List.of());
    }

    private void add(User user) {
        EmailAddress email = user.email();
        if (email != null) {
            byEmail.putIfAbsent(email, user);
        }
        byName.computeIfAbsent(NameKey.of(user.name()), _ -> new ArrayList<>()).add(user);
        for (User.Line line : user.lines()) {
            List<Holder> holders = byPhone.computeIfAbsent(line.phone(), _ -> new ArrayList<>());
            if (holders.stream().anyMatch(h -> !h.user.equals(user) && h.line.overlaps(line))) {
                throw new IllegalArgumentException("one number, two people at the same time");
            }
            holders.add(new Holder(line, user));
        }
    }

    @Override
    public Optional<User> byPhone(PhoneNumber phone, LocalDate day) {
        return byPhone.getOrDefault(phone, List.of()).stream()
                .filter(holder -> holder.line.covers(day))
                .map(Holder::user)
                .findFirst();
    }

    @Override
    public Optional<User> byEmail(EmailAddress address) {
        return Optional.ofNullable(byEmail.get(address));
    }

    @Override
    public List<User> byName(String displayName) {
        return List.copyOf(byName.getOrDefault(NameKey.of(displayName), List.of()));
    }

    @Override
    public List<User> users() {
        return users;
    }

    @Override
    public boolean dated() {
        return dated;
    }
}
