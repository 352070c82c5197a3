package dev.wharf.connector.align;

import dev.wharf.core.party.Person;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Mentions as sources with addresses write them: `@447700900123`, by number or by LID.
final class Mentions {
    private Mentions() {}

    /// The text as an export's is compared: what is behind the `@` of a mention is left out.
    static String leftOut(String text, List<Person> mentioned) {
        String left = text;
        for (Person person : mentioned) {
            for (String digits : digits(person)) {
                left = left.replace("@" + digits, "@");
            }
        }
        return left;
    }

    private static List<String> digits(Person person) {
        return Stream.of(
                        person.phone() == null ? null : person.phone().e164().substring(1),
                        person.lid() == null ? null : person.lid().digits())
                .filter(Objects::nonNull)
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }
}
