package dev.wharf.connector.directory;

import dev.wharf.connector.people.UserDirectory;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.RandomAccess;

/// The users file and a directory as one [Directory]. The users file wins: where it says whose a
/// number is, the directory is not asked; where it says until when, the directory says whose it is
/// after that. Who stands in both, by address, is one user with the name and the address of the
/// file and the numbers of both.
///
/// A directory lists no days: a number that only it knows is its user's on every day. Immutable,
/// for many threads; users of the directory become objects one at a time.
public final class JoinedDirectory implements Directory {
    private final UserDirectory fromFile;
    private final @Nullable DirectorySnapshot snapshot;
    private final UserJoin join;

    /// @param users of the users file
    public JoinedDirectory(Directory users, DirectorySnapshot snapshot) {
        this.snapshot = snapshot;
        this.join = UserJoin.of(users, snapshot);
        this.fromFile = new UserDirectory(join.users());
    }

    private JoinedDirectory(Directory users) {
        this.snapshot = null;
        this.join = UserJoin.alone(users);
        this.fromFile = new UserDirectory(join.users());
    }

    /// The users file alone.
    public static JoinedDirectory alone(Directory users) {
        return new JoinedDirectory(users);
    }

    /// Who says whose a number is.
    public enum Origin {
        USERS_FILE,
        DIRECTORY,
        /// The directory, in a number whose country code was assumed.
        DIRECTORY_ASSUMED,
        NOBODY
    }

    /// Where file and directory disagree.
    public DirectoryFindings conflicts() {
        return join.conflicts();
    }

    public Origin origin(PhoneNumber phone, LocalDate day) {
        if (fromFile.byPhone(phone, day).isEmpty()) {
            OptionalInt place = place(phone, day);
            return place.isEmpty() ? Origin.NOBODY : origin(phone, place.getAsInt());
        }
        OptionalInt known = snapshot == null ? OptionalInt.empty() : snapshot.holder(phone);
        return known.isPresent() && join.gave(phone)
                ? origin(phone, known.getAsInt())
                : Origin.USERS_FILE;
    }

    private Origin origin(PhoneNumber phone, int place) {
        return numbers(place).stream()
                        .anyMatch(held -> held.assumed() && held.phone().equals(phone))
                ? Origin.DIRECTORY_ASSUMED
                : Origin.DIRECTORY;
    }

    @Override
    public Optional<User> byPhone(PhoneNumber phone, LocalDate day) {
        Optional<User> known = fromFile.byPhone(phone, day);
        if (known.isPresent()) {
            return known;
        }
        OptionalInt place = place(phone, day);
        return place.isEmpty() ? Optional.empty() : Optional.of(user(place.getAsInt()));
    }

    /// Who has the number in the directory and not in the file.
    private OptionalInt place(PhoneNumber phone, LocalDate day) {
        if (snapshot == null) {
            return OptionalInt.empty();
        }
        OptionalInt place = snapshot.holder(phone);
        boolean theirs =
                place.isPresent()
                        && !join.joined(place.getAsInt())
                        && join.free(phone).filter(line -> line.covers(day)).isPresent();
        return theirs ? place : OptionalInt.empty();
    }

    @Override
    public Optional<User> byEmail(EmailAddress address) {
        Optional<User> known = fromFile.byEmail(address);
        if (known.isPresent() || snapshot == null) {
            return known;
        }
        OptionalInt place = snapshot.place(address);
        return place.isEmpty() ? Optional.empty() : Optional.of(user(place.getAsInt()));
    }

    @Override
    public List<User> byName(String displayName) {
        List<User> called = new ArrayList<>(fromFile.byName(displayName));
        if (snapshot != null) {
            snapshot.called(displayName)
                    .filter(place -> !join.joined(place))
                    .forEach(place -> called.add(user(place)));
        }
        return List.copyOf(called);
    }

    /// Those of the file, then those whom only the directory knows, in its order.
    @Override
    public List<User> users() {
        return snapshot == null ? join.users() : new Everybody();
    }

    @Override
    public boolean dated() {
        return fromFile.dated();
    }

    private User user(int place) {
        return join.user(place, numbers(place));
    }

    private List<PackedNumbers.Held> numbers(int place) {
        return snapshot == null ? List.of() : snapshot.numbers(place);
    }

    private final class Everybody extends AbstractList<User> implements RandomAccess {
        @Override
        public User get(int index) {
            int inFile = join.users().size();
            return index < inFile ? join.users().get(index) : user(join.others(index - inFile));
        }

        @Override
        public int size() {
            return join.users().size() + join.others();
        }
    }
}
