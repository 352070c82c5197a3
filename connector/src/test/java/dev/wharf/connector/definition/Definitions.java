package dev.wharf.connector.definition;

import dev.wharf.core.party.EmailAddress;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Definitions for tests: plain ones, and any at random.
public final class Definitions {
    static final Terms TERMS = Terms.current();
    static final Instant THEN = Instant.parse("2026-11-28T09:30:00Z");
    static final TermsAcceptance ACCEPTED = TermsAcceptance.of(TERMS, "ana@corp.example", THEN);
    static final Kinds ANY =
            new Kinds(
                    any(DestinationDefinition.Kind.class),
                    any(StagingDefinition.Kind.class),
                    any(DirectoryDefinition.Kind.class));

    private static final List<String> AWKWARD =
            List.of(
                    "",
                    " ",
                    "plain",
                    "two words",
                    " led by a space",
                    "followed by one ",
                    "yes",
                    "null",
                    "~",
                    "1",
                    "0x1F",
                    "1e9",
                    "02:00",
                    "2026-11-28",
                    "- dash",
                    "a: b",
                    "a #b",
                    "#b",
                    "'quoted'",
                    "\"quoted\"",
                    "back\\slash",
                    "%percent",
                    "@at",
                    "`tick",
                    "{a: b}",
                    "[a]",
                    "&anchor",
                    "*alias",
                    "!tag",
                    "|",
                    ">",
                    "?",
                    "<<",
                    "é 会 👍🏽 \u202E",
                    "\uFEFFmark",
                    "\u2028 line \u00A0",
                    "=1+1",
                    "...",
                    "---",
                    "https://mail.example:993/path?a=b&c=d#e");

    private Definitions() {}

    public static Connector active(String name, Schedule schedule) {
        return new Connector(named(name, schedule), ConnectorState.ACTIVE, THEN, THEN, 1);
    }

    public static ConnectorDefinition named(String name, Schedule schedule) {
        ConnectorDefinition plain = ConnectorDefinition.standard(new ConnectorName(name), ACCEPTED);
        return new ConnectorDefinition(
                plain.name(),
                plain.terms(),
                plain.site(),
                plain.mapping(),
                plain.users(),
                plain.destinations(),
                schedule,
                plain.start(),
                plain.staging(),
                plain.directory(),
                plain.alerts());
    }

    public static ConnectorDefinition with(
            ConnectorDefinition plain, DestinationDefinition... destinations) {
        return new ConnectorDefinition(
                plain.name(),
                plain.terms(),
                plain.site(),
                plain.mapping(),
                plain.users(),
                List.of(destinations),
                plain.schedule(),
                plain.start(),
                plain.staging(),
                plain.directory(),
                plain.alerts());
    }

    public static DestinationDefinition destination(String name) {
        return new DestinationDefinition(
                new ConnectorName(name),
                DestinationDefinition.Kind.IMAP,
                MailForm.ITEM,
                new ReadBackRule.Off(),
                Settings.NONE);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <E extends Enum<E>> Map<E, KindRules> any(Class<E> kinds) {
        return Arrays.stream(kinds.getEnumConstants())
                .collect(Collectors.toMap(Function.identity(), _ -> KindRules.ANY));
    }

    static ConnectorDefinition random(Random random) {
        return new ConnectorDefinition(
                name(random),
                new TermsAcceptance(
                        "who " + text(random), THEN.plusSeconds(random.nextInt()), TERMS.digest()),
                site(random),
                mapping(random),
                users(random),
                destinations(random),
                schedule(random),
                start(random),
                staging(random),
                directory(random),
                alerts(random));
    }

    private static ConnectorName name(Random random) {
        return new ConnectorName(Integer.toString(random.nextInt(1_000_000_000), 36) + "-1");
    }

    private static String text(Random random) {
        return AWKWARD.get(random.nextInt(AWKWARD.size()));
    }

    private static SiteDefinition site(Random random) {
        return random.nextBoolean()
                ? new SiteDefinition.Own()
                : new SiteDefinition.Remote(
                        URI.create("https://site.example:8460/wharf"),
                        "user " + text(random),
                        secret(random));
    }

    private static SecretReference secret(Random random) {
        return random.nextBoolean()
                ? new SecretReference(SecretReference.Kind.SECRET, "site/password.1")
                : new SecretReference(SecretReference.Kind.FILE, "/run/a b: #c/" + text(random));
    }

    private static MappingDefinition mapping(Random random) {
        String end = random.nextBoolean() ? "\n" : "\r\n";
        String mark = random.nextInt(4) == 0 ? "\uFEFF" : "";
        String last = random.nextBoolean() ? end : "";
        String rows =
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(
                                i -> end + "44520433432" + i + ",\"sus'an" + i + "@corp.example\"")
                        .collect(Collectors.joining());
        return new MappingDefinition(
                random.nextBoolean(),
                random.nextBoolean()
                        ? ""
                        : mark + "External User ID,Microsoft 365 User Mailbox" + rows + last);
    }

    private static UserScope users(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new UserScope.All();
            case 1 -> new UserScope.OnHold();
            default ->
                    new UserScope.Only(
                            IntStream.rangeClosed(0, random.nextInt(3))
                                    .mapToObj(i -> new EmailAddress(i + "'-x@corp.example"))
                                    .toList());
        };
    }

    private static List<DestinationDefinition> destinations(Random random) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(
                        i ->
                                new DestinationDefinition(
                                        new ConnectorName("to-" + i),
                                        one(random, DestinationDefinition.Kind.values()),
                                        one(random, MailForm.values()),
                                        readBack(random),
                                        settings(random)))
                .toList();
    }

    private static <T> T one(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static ReadBackRule readBack(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new ReadBackRule.Off();
            case 1 -> new ReadBackRule.Full();
            default -> new ReadBackRule.Sampled(1 + random.nextInt(99));
        };
    }

    private static Settings settings(Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put("key-" + random.nextInt(100), text(random));
        }
        if (random.nextBoolean()) {
            values.put("password", secret(random).text());
        }
        return new Settings(values);
    }

    private static Schedule schedule(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Schedule.AtOnce();
            case 1 -> new Schedule.Manual();
            case 2 -> new Schedule.Every(Duration.ofSeconds(60 + random.nextInt(100_000)));
            default ->
                    new Schedule.Daily(
                            LocalTime.of(random.nextInt(24), random.nextInt(60)),
                            ZoneId.of(
                                    List.of("UTC", "Z", "+05:45", "Europe/Berlin", "Etc/GMT+1")
                                            .get(random.nextInt(5))));
        };
    }

    private static Start start(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Start.Everything();
            case 1 -> new Start.FromNow();
            default -> new Start.FromDate(LocalDate.ofEpochDay(random.nextInt(30_000)));
        };
    }

    private static StagingDefinition staging(Random random) {
        var kind = one(random, StagingDefinition.Kind.values());
        return kind == StagingDefinition.Kind.NONE
                ? StagingDefinition.NONE
                : new StagingDefinition(kind, settings(random));
    }

    private static DirectoryDefinition directory(Random random) {
        var kind = one(random, DirectoryDefinition.Kind.values());
        return kind == DirectoryDefinition.Kind.NONE
                ? DirectoryDefinition.NONE
                : new DirectoryDefinition(kind, settings(random));
    }

    private static AlertThresholds alerts(Random random) {
        return new AlertThresholds(
                1 + random.nextInt(100),
                Duration.ofSeconds(60 + random.nextInt(1_000_000)),
                1 + random.nextInt(1_000_000),
                Duration.ofMinutes(1 + random.nextInt(10_000)));
    }
}
