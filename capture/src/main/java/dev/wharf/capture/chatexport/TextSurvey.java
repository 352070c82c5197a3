package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Decides how a text is to be read, by the evidence that the survey of the whole of it found.
final class TextSurvey {
    /// Words in lower case that are part of names.
    private static final Set<String> PARTICLES =
            Set.of(
                    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van",
                    "von", "der", "den", "ter", "zu", "af", "av", "al", "el", "bin", "ibn", "y",
                    "e", "und", "and", "et", "from", "at", "vom", "of");

    private final ChatText text;
    private final Options options;
    private final int latestYear;
    private final long lastDay;
    private final Surveyed surveyed;
    private final Warnings warnings;
    private final List<SourceReport.Question> questions = new ArrayList<>();

    /// @param profile how the text is read
    /// @param dateOrder how that was decided, and so on
    record Result(
            ChatText text,
            ExportProfile profile,
            Survey survey,
            SourceReport.Decision dateOrder,
            SourceReport.Decision zone,
            SourceReport.Decision owner,
            List<SourceReport.Question> questions,
            Warnings warnings) {}

    /// @param surveyed of this text, with [#latestYear]
    TextSurvey(CaptureRecord record, ChatText text, Options options, Surveyed surveyed) {
        this.text = text;
        this.options = options;
        Instant received = record.envelope().receivedAt();
        long receivedDay = LocalDate.ofInstant(received, ZoneOffset.UTC).toEpochDay();
        this.latestYear = surveyed.latestYear();
        this.lastDay = Math.min(receivedDay, text.latestLocalDay()) + 1;
        this.surveyed = surveyed;
        this.warnings = surveyed.warnings();
    }

    /// The last year that a date of an export may be in: with a year of two digits, the century
    /// hangs on it.
    static int latestYear(Instant receivedAt) {
        return LocalDate.ofInstant(receivedAt, ZoneOffset.UTC).getYear() + 1;
    }

    Result run() {
        Survey survey = surveyed.survey();
        if (survey.headers == 0) {
            throw new WharfException(
                    ErrorCode.INPUT_NOT_RECOGNISED,
                    "%s: no line begins with a date and a time; is it an exported chat?"
                            .formatted(text.name()));
        }
        Map<Integer, DateReading> readings = new HashMap<>();
        SourceReport.Decision dateOrder = dates(survey, readings);
        DateOrder order = mainOrder(survey, readings);
        ZonePolicy.Choice zone = new ZonePolicy(options, survey.namedSeconds, order).decide();
        elect(survey);
        settle(survey);
        SortedSet<Long> folded = folded(survey, order);
        ChatPolicy chats = new ChatPolicy(survey, text);
        chats.decide();
        OwnerPolicy owners = new OwnerPolicy(survey, chats, options.owner());
        Person owner = owners.decide();
        namePeople(survey, chats, owner);
        noteOddities(survey, folded);
        ExportProfile profile =
                new ExportProfile(
                        text.name(),
                        surveyed.shapes(),
                        readings,
                        folded.stream().mapToLong(Long::longValue).toArray(),
                        latestYear,
                        surveyed.months(),
                        survey.senders,
                        new Chat(null, chats.kind(), chats.title(), null),
                        platform(survey),
                        zone.zone(),
                        zone.basis(),
                        owner,
                        chats.partner() == null ? List.of() : List.of(chats.partner()),
                        survey.systemLines);
        return new Result(
                text,
                profile,
                survey,
                dateOrder,
                zone.decision(),
                owners.decision(),
                questions,
                warnings);
    }

    private SourceReport.Decision dates(Survey survey, Map<Integer, DateReading> readings) {
        DateOrderPolicy policy = new DateOrderPolicy(options.dateOrder(), lastDay);
        List<DateOrderPolicy.Choice> choices = new ArrayList<>();
        for (DateEvidence evidence : survey.dates.values()) {
            DateOrderPolicy.Choice choice = policy.decide(evidence);
            choices.add(choice);
            if (choice.reading() != null) {
                readings.put(evidence.form, choice.reading());
            }
            DateOrder said = options.dateOrder();
            if (said != null
                    && choice.reading() != null
                    && choice.reading().order(1) != said
                    && !evidence.yearFirst
                    && evidence.differing > 0) {
                warnings.add(
                        "--date-order %s was not followed for dates as %s: %s"
                                .formatted(
                                        said.word(),
                                        evidence.example,
                                        String.join("; ", choice.evidence())));
            }
            if (choice.how().equals("undecided") && questions.isEmpty()) {
                questions.add(question(evidence));
            }
        }
        return DateOrderPolicy.summary(choices);
    }

    private SourceReport.Question question(DateEvidence evidence) {
        String question =
                "%s: is %s day first (dmy) or month first (mdy)?"
                        .formatted(text.name(), evidence.example);
        return new SourceReport.Question("--date-order", question, List.of("dmy", "mdy"));
    }

    private static DateOrder mainOrder(Survey survey, Map<Integer, DateReading> readings) {
        for (DateEvidence evidence : survey.dates.values()) {
            DateReading reading = readings.get(evidence.form);
            if (reading != null) {
                return reading.orders()[0];
            }
        }
        return DateOrder.DMY;
    }

    /// What stands before a colon again and again is a name, however much it sounds like WhatsApp.
    private static void elect(Survey survey) {
        for (Sender sender : survey.senders.all()) {
            if (sender.system
                    && sender.lines >= 3
                    && !SystemLineReader.isOnEncryption(sender.name)) {
                sender.system = false;
            }
            sender.reachesFurther = sender.lines >= 3 && sender.namesReachFurther();
        }
        survey.senders.all().stream()
                .filter(sender -> sender.lines == 1 && continuesAName(sender, survey.senders))
                .forEach(sender -> sender.system = true);
        longerNames(survey);
    }

    /// Whether the name is that of another sender and a few words more: a text of WhatsApp's own
    /// with a colon, in a language that is not known.
    private static boolean continuesAName(Sender sender, SenderTable senders) {
        String name = sender.name;
        for (int space = name.indexOf(' '); space > 0; space = name.indexOf(' ', space + 1)) {
            Sender other = senders.find(name.substring(0, space));
            boolean words = name.indexOf(' ', space + 1) > 0;
            String next = name.substring(space + 1).split(" ", 2)[0];
            boolean verb = Character.isLowerCase(next.codePointAt(0)) && !PARTICLES.contains(next);
            if (other != null && other.lines > 0 && words && verb) {
                return true;
            }
        }
        return false;
    }

    /// Names that hold a colon, in the place of what stands before it.
    private static void longerNames(Survey survey) {
        for (Sender sender : List.copyOf(survey.senders.all())) {
            Map<String, Long> longer = sender.longer;
            if (sender.reachesFurther && longer != null) {
                longer.forEach(
                        (name, lines) -> {
                            Sender whole =
                                    survey.senders.findOrAdd(name.toCharArray(), 0, name.length());
                            if (whole != null) {
                                whole.lines += lines;
                            }
                        });
                sender.lines = 0;
            }
        }
    }

    /// People whom a line of the group names are no people of a pasted chat.
    private static void settle(Survey survey) {
        for (SystemLine line : survey.systemLines) {
            if (line instanceof SystemLine.Members change) {
                for (String name : change.subjects()) {
                    Sender sender = survey.senders.find(name);
                    if (sender != null) {
                        survey.folds.values().forEach(tracker -> tracker.settle(sender.index));
                    }
                }
            }
        }
    }

    private static SortedSet<Long> folded(Survey survey, DateOrder order) {
        FoldTracker tracker = survey.folds.get(order);
        if (tracker == null) {
            return new TreeSet<>();
        }
        FoldTracker.Folded folded = tracker.folded();
        for (Sender sender : survey.senders.all()) {
            if (folded.senders().contains(sender.index)) {
                sender.lines = 0;
            }
        }
        return folded.lines();
    }

    private static void namePeople(Survey survey, ChatPolicy chats, @Nullable Person owner) {
        for (Sender sender : survey.senders.all()) {
            if (sender.system || sender.lines == 0 || sender == chats.fakeSender()) {
                sender.isTitle = sender == chats.fakeSender();
                continue;
            }
            sender.isTitle =
                    chats.title() != null
                            && People.key(chats.title()).equals(People.key(sender.name));
            sender.person = person(sender, owner);
        }
    }

    private static Person person(Sender sender, @Nullable Person owner) {
        if (Wording.says(sender.name, Wording.Meaning.YOU)) {
            return owner == null ? Person.you() : owner;
        }
        Person person = Sender.person(sender.name);
        return owner != null && People.same(person, owner) ? owner : person;
    }

    private void noteOddities(Survey survey, SortedSet<Long> folded) {
        if (survey.firstHeaderLine > 1) {
            warnings.add(
                    "%d bytes before the first message (line %d) belong to no message; they are kept in the original file only"
                            .formatted(survey.bytesBeforeFirst, survey.firstHeaderLine));
        }
        if (!folded.isEmpty()) {
            warnings.add(
                    "%d lines look like messages of people who appear nowhere else and go back in time; they were read as a chat pasted into the message above (line %s)"
                            .formatted(
                                    folded.size(),
                                    Warnings.lines(
                                            folded.stream().limit(5).toList(), folded.size())));
        }
        if (survey.unknownPeriods > 0) {
            warnings.add(
                    "%d times have a word behind them that is not known, the first in line %d; the hour is read as it stands"
                            .formatted(survey.unknownPeriods, survey.unknownPeriodLine));
        }
    }

    private static String platform(Survey survey) {
        int first = HeaderFamily.DASH.index() * 4;
        long dash = 0;
        for (int shape = first; shape < first + 4; shape++) {
            dash += survey.headersOf[shape];
        }
        return dash * 2 > survey.headers ? "android" : "ios";
    }
}
