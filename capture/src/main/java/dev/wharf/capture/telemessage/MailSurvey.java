package dev.wharf.capture.telemessage;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DeliveryCount;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Decision;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.TimeBasis;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Counts the mails of a capture and what they say, and holds that against what its manifest
/// announces. For one thread.
final class MailSurvey {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final int MOST_SENDERS = 10_000;
    private static final int MOST_PLACES = 5;
    private static final String OTHERS = "others";

    private final CaptureRecord record;
    private final Consignment consignment;
    private final Map<String, String> listed = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
    private final Map<String, Long> byDay = new TreeMap<>();
    private final Map<String, Long> senders = new LinkedHashMap<>();
    private final Count unreadable = new Count();
    private final Count unknown = new Count();
    private final Count encrypted = new Count();
    private final Count timeless = new Count();
    private final Count altered = new Count();
    private final Count digests = new Count();
    private final Count unannounced = new Count();
    private final Count own = new Count();
    private long mails;
    private long events;
    private long files;
    private long filesMissing;
    private @Nullable Instant first;
    private @Nullable Instant last;

    MailSurvey(CaptureRecord record, Consignment consignment) {
        this.record = record;
        this.consignment = consignment;
        for (Manifest manifest : consignment.manifests()) {
            manifest.files().forEach(listed::putIfAbsent);
        }
    }

    /// The digest a manifest gives for a mail; null for none.
    @Nullable String digest(MailFile mail) {
        return listed.get(mail.baseName());
    }

    /// A mail that is there.
    void mail(MailFile mail) {
        mails++;
        if (!listed.isEmpty()) {
            if (listed.containsKey(mail.baseName())) {
                seen.add(mail.baseName());
            } else {
                unannounced.add(mail.name());
            }
        }
    }

    /// Nothing of it can be had.
    void unreadable(MailFile mail) {
        unreadable.add(mail.name());
    }

    void altered(MailFile mail) {
        altered.add(mail.name());
    }

    void own(MailFile mail) {
        own.add(mail.name());
    }

    void said(MailFile mail, Said said) {
        events++;
        byKind.merge(said.content().kind(), 1L, Long::sum);
        Instant at = said.time().at();
        byDay.merge(
                LocalDateTime.ofInstant(at, ZoneOffset.UTC).toLocalDate().toString(),
                1L,
                Long::sum);
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        if (said.time().basis() != TimeBasis.UTC) {
            timeless.add(mail.name());
        }
        content(mail, said.content());
        var sender = said.conversation().sender();
        if (sender != null) {
            boolean room = senders.size() < MOST_SENDERS || senders.containsKey(sender.label());
            senders.merge(room ? sender.label() : OTHERS, 1L, Long::sum);
        }
    }

    private void content(MailFile mail, Content content) {
        switch (content) {
            case Content.Unknown _ -> unknown.add(mail.name());
            case Content.Unreadable _ -> encrypted.add(mail.name());
            case Content.Message message -> {
                for (Attachment attachment : message.attachments()) {
                    files += attachment.state() == AttachmentState.PENDING ? 1 : 0;
                    filesMissing += attachment.state() == AttachmentState.MISSING ? 1 : 0;
                }
                if (message.structured() != null) {
                    digests.add(mail.name());
                }
            }
            default -> {}
        }
    }

    long unreadable() {
        return unreadable.count;
    }

    SourceReport report() {
        Decision times =
                new Decision(
                        "UTC", "given", List.of("each mail's Date says when, with its offset"));
        String owner =
                record.envelope().options().getOrDefault("owner", record.envelope().account());
        return new SourceReport(
                record.envelope().name() == null ? "" : record.envelope().name(),
                record.digest(),
                "archive-mail",
                "telemessage",
                new Decision("rfc 5322", "given", times.evidence()),
                times,
                null,
                null,
                new Decision(
                        owner,
                        owner == null ? "undecided" : "given",
                        List.of(
                                owner == null
                                        ? "deliveries hold the mails of all users; who was in a chat gets its items"
                                        : "the mailbox or person that they are from")),
                events + unreadable.count,
                byKind,
                local(first),
                local(last),
                senders,
                files,
                filesMissing,
                warnings(),
                List.of(),
                delivery());
    }

    private DeliveryCount delivery() {
        Set<String> missing = new TreeSet<>(listed.keySet());
        missing.removeAll(seen);
        return new DeliveryCount(
                manifestNames(),
                announced(),
                mails - own.count,
                unreadable.count,
                unknown.count,
                own.count,
                missing.size(),
                unannounced.count,
                altered.count,
                missing.stream().limit(DeliveryCount.MOST_NAMES).map(Consignment::shown).toList(),
                events,
                byDay);
    }

    private @Nullable String manifestNames() {
        List<Manifest> manifests = consignment.manifests();
        return manifests.isEmpty()
                ? null
                : manifests.stream().map(Manifest::name).collect(Collectors.joining(", "));
    }

    /// By the manifests' own count, else by the names they list; else by whoever read them out of a
    /// mailbox.
    private @Nullable Long announced() {
        if (!consignment.manifests().isEmpty()) {
            long all = 0;
            for (Manifest manifest : consignment.manifests()) {
                Long count = manifest.count();
                all += count == null ? manifest.files().size() : count;
            }
            return all;
        }
        String handed = record.envelope().options().get(FolderOrigin.MAILS);
        return handed == null || !handed.matches("\\d{1,15}") ? null : Long.valueOf(handed);
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>(consignment.warnings());
        DeliveryCount count = delivery();
        if (!count.isWhole()) {
            warnings.add(0, mismatch(count));
        }
        unreadable.warn(warnings, "%d mails cannot be taken out of it");
        altered.warn(warnings, "%d mails have another digest than the manifest gives");
        unannounced.warn(warnings, "%d mails are not named by the manifest; they are archived");
        unknown.warn(
                warnings,
                "%d mails are of no form this version knows; they are archived as unknown, with their words");
        encrypted.warn(
                warnings,
                "%d mails were encrypted by the old archive for a key of its customer's; decrypt them and import them again");
        digests.warn(
                warnings, "%d mails hold a whole day of a conversation; each is kept as one item");
        timeless.warn(warnings, "%d mails have no date that can be read; their time is a guess");
        own.warn(warnings, "%d mails are Wharf's own; they were left where they are");
        return warnings;
    }

    private static String mismatch(DeliveryCount count) {
        return "the counts do not agree: %s announced, %d found, %d missing, %d unreadable, %d altered"
                .formatted(
                        count.announced() == null ? "nobody knows how many" : count.announced(),
                        count.found(),
                        count.missing(),
                        count.unreadable(),
                        count.altered());
    }

    private static @Nullable String local(@Nullable Instant at) {
        return at == null ? null : LOCAL.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    /// How often, and where first.
    private static final class Count {
        private final List<String> places = new ArrayList<>();
        private long count;

        void add(String place) {
            count++;
            if (places.size() < MOST_PLACES) {
                places.add(place);
            }
        }

        void warn(List<String> warnings, String text) {
            if (count > 0) {
                warnings.add(text.formatted(count) + " (" + String.join("; ", places) + ")");
            }
        }
    }
}
