package dev.wharf.capture.chatexport;

import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// Everything decided about one text, after which reading it is a matter of course.
///
/// @param shapes the shapes of header that count, one bit for each [Header#shape]
/// @param dates how the dates of each form are read
/// @param folded lines that look like messages but were pasted into one, ascending
/// @param latestYear that two digits may mean
/// @param months the names of months, settled
/// @param owner whose phone exported it, null when that is not known
/// @param others people of a chat of two whom no line may show
@SuppressWarnings("ArrayRecordComponent") // hot path; compared nowhere
record ExportProfile(
        String file,
        int shapes,
        Map<Integer, DateReading> dates,
        long[] folded,
        int latestYear,
        MonthNames months,
        SenderTable senders,
        Chat chat,
        String platform,
        ZoneId zone,
        TimeBasis basis,
        @Nullable Person owner,
        List<Person> others,
        List<SystemLine> systemLines) {}
