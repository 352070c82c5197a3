package dev.wharf.core.party;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;

/// A phone number in E.164: a plus sign and 6 to 15 digits (ITU-T E.164 allows at most 15).
///
/// A LID is not a phone number, however much its digits look like one: see [Lid].
public record PhoneNumber(String e164) implements Comparable<PhoneNumber> {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{5,14}");
    private static final Pattern LOOKS_LIKE_A_NUMBER =
            Pattern.compile(
                    "\\+?[\\p{Nd}\\p{Zs}()./\\-\\u2010-\\u2015\\u2066-\\u2069\\u202A-\\u202E\\u200E\\u200F]+");

    /// The last number read for each of as many digests.
    private static final AtomicReferenceArray<@Nullable Read> REMEMBERED =
            new AtomicReferenceArray<>(8_191);

    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("not an E.164 phone number");
        }
    }

    /// Digits without the plus sign, as in TeleMessage's mapping file and in `…@s.whatsapp.net`.
    public String digits() {
        return e164.substring(1);
    }

    /// Reads a number that carries its country code: `+44 7700 900123`, `+1 (777) 777‑7777` with
    /// any dashes, spaces, direction marks and digits of any script, or bare digits as in a mapping
    /// file.
    ///
    /// Numbers that libphonenumber does not know to be valid are taken all the same when they are
    /// well formed: test numbers and new ranges must not be lost.
    public static Optional<PhoneNumber> parse(String text) {
        String trimmed = text.strip();
        if (!LOOKS_LIKE_A_NUMBER.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder("+");
        trimmed.codePoints()
                .filter(Character::isDigit)
                .forEach(c -> digits.append((char) ('0' + Character.digit(c, 10))));
        if (!E164.matcher(digits).matches()) {
            return Optional.empty();
        }
        return Optional.of(remembered(digits.toString()));
    }

    /// Reads a number as people dial it in a country, where directories leave the country code out:
    /// `020 7946 0000` in `GB`. Nothing that libphonenumber does not know to be valid there is
    /// taken, and nothing with an extension: behind it are several people.
    ///
    /// @param region ISO 3166-1, two letters
    public static Optional<PhoneNumber> parseIn(String region, String text) {
        String trimmed = text.strip();
        if (!LOOKS_LIKE_A_NUMBER.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        try {
            PhoneNumberUtil util = PhoneNumberUtil.getInstance();
            var number = util.parse(trimmed, region);
            return util.isValidNumber(number)
                    ? Optional.of(
                            new PhoneNumber(
                                    util.format(number, PhoneNumberUtil.PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /// Whether there is a region of that code, with numbers of its own.
    public static boolean isRegion(String region) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
    }

    /// libphonenumber is slow, and a firm's traffic repeats few numbers.
    private static PhoneNumber remembered(String e164) {
        int place = (e164.hashCode() & Integer.MAX_VALUE) % REMEMBERED.length();
        Read read = REMEMBERED.get(place);
        if (read == null || !read.e164.equals(e164)) {
            read = new Read(e164, new PhoneNumber(normalised(e164)));
            REMEMBERED.set(place, read);
        }
        return read.number;
    }

    private record Read(String e164, PhoneNumber number) {}

    /// Drops the trunk zero in `+44 (0) 7700 …` and the like, which only libphonenumber knows.
    private static String normalised(String e164) {
        try {
            PhoneNumberUtil util = PhoneNumberUtil.getInstance();
            var number = util.parse(e164, null);
            String formatted = util.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
            return E164.matcher(formatted).matches() ? formatted : e164;
        } catch (NumberParseException _) {
            return e164;
        }
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return e164.compareTo(other.e164);
    }

    @Override
    public String toString() {
        return e164;
    }
}
