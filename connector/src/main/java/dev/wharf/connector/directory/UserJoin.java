package dev.wharf.connector.directory;

import dev.wharf.connector.people.NameKey;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// Which users of the file are which of the directory, and what each gets from the other.
final class UserJoin {
    private final @Nullable DirectorySnapshot snapshot;
    private final List<User> users = new ArrayList<>();
    private final Map<Integer, Integer> placeToUser = new HashMap<>();

    /// Numbers of the file: the last day on which it says whose they are.
    private final Map<PhoneNumber, LocalDate> said = new HashMap<>();

    private final Set<PhoneNumber> given = new HashSet<>();
    private final DirectoryFindings.Gathering conflicts = new DirectoryFindings.Gathering();
    private int[] others = {};

    private UserJoin(@Nullable DirectorySnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static UserJoin alone(Directory file) {
        UserJoin join = new UserJoin(null);
        join.users.addAll(file.users());
        return join;
    }

    static UserJoin of(Directory file, DirectorySnapshot snapshot) {
        UserJoin join = new UserJoin(snapshot);
        List<User> all = file.users();
        all.forEach(join::claim);
        all.forEach(user -> join.users.add(join.joined(user, snapshot)));
        all.forEach(user -> join.compareNumbers(user, snapshot));
        join.others =
                IntStream.range(0, snapshot.size())
                        .filter(place -> !join.placeToUser.containsKey(place))
                        .toArray();
        return join;
    }

    private void claim(User user) {
        for (User.Line line : user.lines()) {
            LocalDate until = line.until() == null ? LocalDate.MAX : line.until();
            said.merge(line.phone(), until, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    private User joined(User user, DirectorySnapshot directory) {
        OptionalInt place = place(user, directory);
        if (place.isEmpty()) {
            return user;
        }
        DirectoryEntry entry = directory.entry(place.getAsInt());
        if (placeToUser.putIfAbsent(place.getAsInt(), users.size()) != null) {
            conflict(
                    entry.mailbox().value(),
                    "two people of the users file are one in the directory, %s; its numbers go to the first"
                            .formatted(entry.mailbox()));
            return user;
        }
        if (!NameKey.of(entry.name()).equals(NameKey.of(user.name()))) {
            conflict(
                    entry.mailbox().value(),
                    "%s has another name in the users file than in the directory"
                            .formatted(entry.mailbox()));
        }
        List<User.Line> lines = new ArrayList<>(user.lines());
        for (PackedNumbers.Held held : directory.numbers(place.getAsInt())) {
            free(held.phone())
                    .filter(line -> !hasOpen(user, held.phone()))
                    .ifPresent(
                            line -> {
                                given.add(held.phone());
                                lines.add(line);
                            });
        }
        EmailAddress email = user.email() == null ? entry.mailbox() : user.email();
        return new User(user.name(), email, lines);
    }

    private static boolean hasOpen(User user, PhoneNumber phone) {
        return user.lines().stream()
                .anyMatch(line -> line.phone().equals(phone) && line.until() == null);
    }

    /// By address; who has none in the file, by a number, where the name is the same.
    private static OptionalInt place(User user, DirectorySnapshot directory) {
        EmailAddress email = user.email();
        if (email != null) {
            return directory.place(email);
        }
        int[] places =
                user.lines().stream()
                        .filter(line -> line.until() == null)
                        .flatMapToInt(line -> directory.holder(line.phone()).stream())
                        .filter(place -> sameName(directory.entry(place), user))
                        .distinct()
                        .toArray();
        return places.length == 1 ? OptionalInt.of(places[0]) : OptionalInt.empty();
    }

    private static boolean sameName(DirectoryEntry entry, User user) {
        return NameKey.of(entry.name()).equals(NameKey.of(user.name()));
    }

    /// A number that is open in the file and somebody else's in the directory.
    private void compareNumbers(User user, DirectorySnapshot directory) {
        int index = indexOf(user, directory);
        for (User.Line line : user.lines()) {
            OptionalInt holder =
                    line.until() == null ? directory.holder(line.phone()) : OptionalInt.empty();
            if (holder.isPresent() && !isUser(holder.getAsInt(), index)) {
                conflict(
                        line.phone().e164(),
                        "the number %s is of %s in the users file and of %s in the directory; the users file counts"
                                .formatted(
                                        line.phone(),
                                        user.email() == null
                                                ? "somebody without an address"
                                                : user.email(),
                                        directory.entry(holder.getAsInt()).mailbox()));
            }
        }
    }

    private boolean isUser(int place, int index) {
        Integer of = placeToUser.get(place);
        return of != null && of == index;
    }

    private int indexOf(User user, DirectorySnapshot directory) {
        OptionalInt place = place(user, directory);
        return place.isEmpty() ? -1 : placeToUser.getOrDefault(place.getAsInt(), -1);
    }

    private void conflict(String subject, String text) {
        conflicts.add(DirectoryFinding.Kind.CONFLICT, subject, text);
    }

    /// The days on which the file leaves a number to the directory.
    Optional<User.Line> free(PhoneNumber phone) {
        LocalDate until = said.get(phone);
        if (until == null) {
            return Optional.of(new User.Line(phone, null, null));
        }
        return until.equals(LocalDate.MAX)
                ? Optional.empty()
                : Optional.of(new User.Line(phone, until.plusDays(1), null));
    }

    /// Whether a user of the file has the number from the directory.
    boolean gave(PhoneNumber phone) {
        return given.contains(phone);
    }

    boolean joined(int place) {
        return placeToUser.containsKey(place);
    }

    User user(int place, List<PackedNumbers.Held> numbers) {
        Integer index = placeToUser.get(place);
        if (index != null) {
            return users.get(index);
        }
        DirectorySnapshot directory = Objects.requireNonNull(snapshot);
        DirectoryEntry entry = directory.entry(place);
        List<User.Line> lines =
                numbers.stream().flatMap(held -> free(held.phone()).stream()).toList();
        return new User(entry.name(), entry.mailbox(), lines);
    }

    List<User> users() {
        return users;
    }

    int others() {
        return others.length;
    }

    int others(int index) {
        return others[index];
    }

    DirectoryFindings conflicts() {
        return conflicts.done();
    }
}
