package dev.wharf.app.connector;

import dev.wharf.connector.definition.SecretReference;
import dev.wharf.core.party.EmailAddress;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of one kind, read one by one. Each method fails with [WrongSetting] for a value
/// that is none, and says how it is written.
final class KindSettings {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})(?: ?([KMG])i?B?)?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smhd])");

    private final Map<String, String> values;

    KindSettings(Map<String, String> values) {
        this.values = values;
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    String text(String key, String standard) {
        return text(key).orElse(standard);
    }

    String demand(String key) {
        return text(key).orElseThrow(() -> new WrongSetting(key, "it is needed"));
    }

    int number(String key, int standard) {
        return text(key).map(value -> number(key, value)).orElse(standard);
    }

    private static int number(String key, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new WrongSetting(key, "it is a number");
        }
        return Integer.parseInt(value);
    }

    int port(String key, int standard) {
        int port = number(key, standard);
        if (port < 1 || port > 65_535) {
            throw new WrongSetting(key, "it is a port, from 1 to 65535");
        }
        return port;
    }

    /// Bytes: `26214400`, `25 MB` (of 1024 × 1024).
    long size(String key, long standard) {
        return text(key).map(value -> size(key, value)).orElse(standard);
    }

    private static long size(String key, String value) {
        Matcher size = SIZE.matcher(value);
        if (!size.matches()) {
            throw new WrongSetting(key, "it is a size such as 25 MB");
        }
        int shift =
                switch (size.group(2)) {
                    case null -> 0;
                    case "K" -> 10;
                    case "M" -> 20;
                    default -> 30;
                };
        return Long.parseLong(size.group(1)) << shift;
    }

    Duration time(String key, Duration standard) {
        return text(key).map(value -> time(key, value)).orElse(standard);
    }

    private static Duration time(String key, String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new WrongSetting(key, "it is a time such as 90s or 2m");
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    boolean isOn(String key, boolean standard) {
        return switch (text(key, standard ? "on" : "off")) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            default -> throw new WrongSetting(key, "it is on or off");
        };
    }

    /// One of an enumeration's names, in lower case with dashes.
    <E extends Enum<E>> E choice(String key, E standard) {
        return text(key)
                .map(value -> choice(key, value, standard.getDeclaringClass()))
                .orElse(standard);
    }

    private static <E extends Enum<E>> E choice(String key, String value, Class<E> type) {
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(one -> word(one).equals(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                new WrongSetting(
                                        key,
                                        "it is one of "
                                                + Arrays.stream(all)
                                                        .map(KindSettings::word)
                                                        .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Values parted by commas.
    List<String> list(String key) {
        return Stream.of(text(key, "").split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    List<EmailAddress> addresses(String key) {
        return list(key).stream().map(one -> address(key, one)).toList();
    }

    Optional<EmailAddress> address(String key) {
        return text(key).map(one -> address(key, one));
    }

    private static EmailAddress address(String key, String text) {
        return EmailAddress.parse(text)
                .orElseThrow(() -> new WrongSetting(key, "it is an e-mail address"));
    }

    Optional<URI> uri(String key) {
        return text(key).map(value -> uri(key, value));
    }

    private static URI uri(String key, String value) {
        try {
            URI uri = new URI(value);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw new WrongSetting(key, "it is an address such as https://host");
    }

    Optional<SecretReference> secret(String key) {
        return text(key)
                .map(
                        value -> {
                            if (!SecretReference.claims(value)) {
                                throw new WrongSetting(
                                        key, "it is a reference: secret:NAME or file:PATH");
                            }
                            return SecretReference.parse(value);
                        });
    }

    SecretReference demandSecret(String key) {
        return secret(key)
                .orElseThrow(() -> new WrongSetting(key, "it is needed: secret:NAME or file:PATH"));
    }

    /// Makes a record of settings; what it does not take is a wrong setting.
    static <T> T made(String key, Function<String, T> maker) {
        try {
            return maker.apply(key);
        } catch (IllegalArgumentException wrong) {
            throw new WrongSetting(key, String.valueOf(wrong.getMessage()));
        }
    }
}
