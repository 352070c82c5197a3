package dev.wharf.capture.telemessage;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// People as the vendor writes them: `First Last Mobile <email>` by default, in other orders and
/// with parts left out where a customer chose so, numbers as digits without `+`.
///
/// For one thread; remembers the headers it read last, since a chat repeats them.
final class Participants {
    private static final int REMEMBERED = 2_000;
    private static final int LONGEST_NAME = 200;

    private static final Pattern DIGITS = Pattern.compile("\\+?\\d{7,15}");
    private static final Pattern SOLID = Pattern.compile("(?<![\\d+])\\+?\\d{7,15}(?!\\d)");
    private static final Pattern SPACED =
            Pattern.compile("\\+\\d[\\d ().\\u00A0-]{5,24}\\d(?!\\d)");
    private static final Pattern VENDOR =
            Pattern.compile("(?i)(?:^|.*\\.)(?:telemessage\\.com|smarsh\\.com|invalid|localhost)$");

    private final Map<String, List<Person>> remembered =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, List<Person>> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// The people of a header, in order, each once.
    List<Person> of(@Nullable String header) {
        return header == null ? List.of() : remembered.computeIfAbsent(header, Participants::read);
    }

    private static List<Person> read(String header) {
        List<Person> people = new ArrayList<>();
        for (AddressLine.Mailbox mailbox : AddressLine.parse(header)) {
            Person person = person(mailbox);
            if (people.stream().noneMatch(other -> isSame(other, person))) {
                people.add(person);
            }
        }
        return List.copyOf(people);
    }

    private static Person person(AddressLine.Mailbox mailbox) {
        String address = mailbox.address();
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        String domain = at < 0 ? "" : address.substring(at + 1);
        PhoneNumber phone = null;
        String name = mailbox.display();
        Matcher found = lastNumber(name);
        if (found != null) {
            phone = PhoneNumber.parse(found.group()).orElse(null);
        }
        if (phone != null && found != null) {
            name = name.substring(0, found.start()) + " " + name.substring(found.end());
        }
        boolean numbered = DIGITS.matcher(local).matches();
        if (phone == null && numbered) {
            phone = PhoneNumber.parse(local).orElse(null);
        }
        EmailAddress email =
                numbered || VENDOR.matcher(domain).matches()
                        ? null
                        : EmailAddress.parse(address).orElse(null);
        return person(tidy(name), phone, email, address);
    }

    private static Person person(
            String name, @Nullable PhoneNumber phone, @Nullable EmailAddress email, String label) {
        String shown = name.isEmpty() && phone == null ? label : name;
        return new Person(
                null, shown.isEmpty() ? null : shown, phone, null, null, email, null, false);
    }

    /// The number that stands last: names may hold digits too.
    private static @Nullable Matcher lastNumber(String name) {
        for (Pattern pattern : List.of(SOLID, SPACED)) {
            Matcher number = pattern.matcher(name);
            int last = -1;
            while (number.find()) {
                last = number.start();
            }
            if (last >= 0 && number.find(last)) {
                return number;
            }
        }
        return null;
    }

    private static String tidy(String name) {
        String plain =
                name.replaceAll("\\(\\s*\\)|\\[\\s*]|<\\s*>", " ")
                        .replaceAll("\\s+", " ")
                        .replaceAll("^[\\s|,;:/-]+|[\\s|,;:/-]+$", "");
        return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
    }

    /// One who is only named in a subject.
    static Person named(String text) {
        Optional<PhoneNumber> number = number(text);
        return number.isPresent()
                ? Person.numbered(number.get())
                : person(tidy(text), null, EmailAddress.parse(text).orElse(null), text);
    }

    /// The text as a number, when it is nothing else.
    static Optional<PhoneNumber> number(String text) {
        String bare = text.strip();
        return bare.codePoints().filter(Character::isDigit).count() < 7
                ? Optional.empty()
                : PhoneNumber.parse(bare);
    }

    /// By number where both have one, else by address, else by name.
    static boolean isSame(Person a, Person b) {
        if (a.phone() != null && b.phone() != null) {
            return a.phone().equals(b.phone());
        }
        if (a.email() != null && b.email() != null) {
            return a.email().equals(b.email());
        }
        return a.name() != null && a.name().equalsIgnoreCase(b.name() == null ? "" : b.name());
    }

    /// The same person with the number that another place gives.
    static Person withPhone(Person person, @Nullable PhoneNumber phone) {
        return person.phone() != null || phone == null
                ? person
                : new Person(null, person.name(), phone, null, null, person.email(), null, false);
    }
}
