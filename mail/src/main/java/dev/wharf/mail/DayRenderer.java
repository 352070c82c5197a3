package dev.wharf.mail;

import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.chat.ConversationId;

import java.util.Comparator;
import java.util.List;

/// Turns all items of one chat and UTC day into one mail, for people who do not want a flood: a
/// transcript with every file, in which each line names its item.
///
/// Like [MailRenderer] it reads the stored events and nothing else: the same items give the same
/// bytes under one [MailRenderer#RENDERER_VERSION].
///
/// Stateless; safe for many threads. It holds the texts of a part of a day in memory, which
/// [DaySplit] keeps in bounds, and no file.
public final class DayRenderer {

    /// By the events' time, then by the order of archiving: how the items of a day stand in it.
    public static final Comparator<StoredItem> ORDER =
            Comparator.comparing((StoredItem item) -> item.event().time().at())
                    .thenComparingLong(item -> item.row().sequence());

    /// @param day since 1970-01-01
    /// @param part of that day, from 1: a day that is too large for one mail, or of which more
    ///   arrived after a mail of it had been sent, has several
    /// @param items at least one, none twice, in [#ORDER]
    /// @throws IllegalArgumentException when an item is of another chat or day, stands twice or out
    ///   of order
    public DayMail render(ConversationId chat, int day, int part, List<StoredItem> items) {
        OpenDay open = open(chat, day, part);
        items.forEach(open::add);
        return open.finish();
    }

    /// The same, item by item, for days whose items do not all fit into memory.
    public OpenDay open(ConversationId chat, int day, int part) {
        return new OpenDay(chat, day, part);
    }

    /// The Message-ID of a day's mail, without angle brackets: known before the mail is made. No
    /// item is in two mails of a day, so the lowest sequence alone tells them apart.
    ///
    /// @param first lowest sequence of the items in it
    /// @param last highest sequence of the items in it
    public static String messageId(ConversationId chat, int day, long first, long last) {
        return "day-"
                + chat
                + "."
                + Times.day(day)
                + "."
                + first
                + "-"
                + last
                + "@day.wharf.invalid";
    }
}
