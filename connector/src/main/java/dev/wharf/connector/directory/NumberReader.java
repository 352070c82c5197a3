package dev.wharf.connector.directory;

import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads numbers as directories write them, since nobody there has normalised them. Pure.
///
/// A number with a plus sign, or `00` in front, is taken as it is. One without lacks its country
/// code, as far as anybody can tell: bare digits like `2125550100` are valid in New York and begin
/// like Morocco. It is taken only where a region is set, and marked as assumed.
///
/// @param region ISO 3166-1 in two capital letters; null for none
public record NumberReader(@Nullable String region) {
    private static final Pattern EXTENSION =
            Pattern.compile("(?i).*[0-9)]\\s*(?:[;,]?\\s*(?:ext|extension|x|#|durchwahl)).*");
    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]");

    public NumberReader {
        if (region != null && !PhoneNumber.isRegion(region)) {
            throw new IllegalArgumentException("no region is called " + region);
        }
    }

    /// What a directory's text turned out to be.
    public sealed interface Reading {
        /// @param assumed the country code was added, because the region is set
        record Read(PhoneNumber phone, boolean assumed) implements Reading {}

        /// @param why and what to do; never the number itself
        record Unreadable(String why) implements Reading {}
    }

    public Reading read(String written) {
        String text = written.strip();
        text = text.regionMatches(true, 0, "tel:", 0, 4) ? text.substring(4).strip() : text;
        if (EXTENSION.matcher(text).matches()) {
            return new Reading.Unreadable("has an extension, behind which are several people");
        }
        if (text.startsWith("+")) {
            return taken(PhoneNumber.parse(text), false);
        }
        if (region != null) {
            return local(text, region);
        }
        return text.startsWith("00")
                ? taken(PhoneNumber.parse("+" + text.substring(2)), false)
                : new Reading.Unreadable(
                        "lacks its country code; write it with one, or set the directory's region");
    }

    private static Reading local(String text, String region) {
        Optional<PhoneNumber> phone = PhoneNumber.parseIn(region, text);
        String digits = NOT_A_DIGIT.matcher(text).replaceAll("");
        boolean carried = phone.isPresent() && digits.endsWith(phone.get().digits());
        return taken(phone, !carried);
    }

    private static Reading taken(Optional<PhoneNumber> phone, boolean assumed) {
        return phone.<Reading>map(found -> new Reading.Read(found, assumed))
                .orElseGet(() -> new Reading.Unreadable("is no phone number; write it as +44 …"));
    }
}
