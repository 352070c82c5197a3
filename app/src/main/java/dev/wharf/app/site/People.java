package dev.wharf.app.site;

import dev.wharf.connector.people.UserDirectory;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.core.directory.Directory;
import dev.wharf.core.directory.User;
import dev.wharf.core.party.EmailAddress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The firm's people as the archive side knows them: those of its own users file, and those whom
/// the site has enrolled.
final class People {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);

    private People() {}

    /// @param enrolled a users file, as the site gives it
    static Directory of(Directory own, byte[] enrolled) {
        List<User> nameless = new ArrayList<>();
        Map<EmailAddress, User> byEmail = new LinkedHashMap<>();
        own.users().forEach(user -> put(user, byEmail, nameless));
        for (User user : UsersFile.parse("the site's accounts", enrolled).users()) {
            put(user, byEmail, nameless);
        }
        List<User> all = new ArrayList<>(byEmail.values());
        all.addAll(nameless);
        try {
            return new UserDirectory(all);
        } catch (IllegalArgumentException twice) {
            LOG.warn(
                    "the users file and the site's accounts give one number to two people on one day; until that is mended the users file alone counts");
            return own;
        }
    }

    private static void put(User user, Map<EmailAddress, User> byEmail, List<User> nameless) {
        EmailAddress email = user.email();
        if (email == null) {
            nameless.add(user);
        } else {
            byEmail.merge(email, user, People::together);
        }
    }

    private static User together(User first, User second) {
        Set<User.Line> lines = new LinkedHashSet<>(first.lines());
        lines.addAll(second.lines());
        return new User(first.name(), first.email(), List.copyOf(lines));
    }
}
