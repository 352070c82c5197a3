package dev.wharf.core.capture;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What a delivery of an older archive was to hold by its own account, and what was found in it, in
/// mails.
///
/// @param manifest names of the manifests read, joined by `, `; null when there is none
/// @param announced mails that the manifest counts, or that whoever read them out of a mailbox
///   handed over; null when nobody counted
/// @param found mails that lie in it and are not Wharf's own
/// @param unreadable of those found, the ones that could not be taken out whole: nothing of them is
///   archived
/// @param unknown of those found, the ones whose form is not known: archived raw
/// @param own mails that Wharf itself had delivered to the folder; left where they are
/// @param missing mails that the manifest names and that are not there
/// @param unannounced mails that are there and that the manifest does not name
/// @param altered mails whose digest is not the one the manifest gives
/// @param missingNames the first of those missing
/// @param events what the readable ones say: a few mails say two things
/// @param byDay events by UTC day, ISO 8601
public record DeliveryCount(
        @Nullable String manifest,
        @Nullable Long announced,
        long found,
        long unreadable,
        long unknown,
        long own,
        long missing,
        long unannounced,
        long altered,
        List<String> missingNames,
        long events,
        Map<String, Long> byDay) {
    public static final int MOST_NAMES = 100;

    public DeliveryCount {
        missingNames = List.copyOf(missingNames);
        byDay = Map.copyOf(byDay);
    }

    /// Whether everything that was to come is there and could be read.
    public boolean isWhole() {
        boolean counted = announced == null || announced == found + own;
        return counted && missing == 0 && unreadable == 0 && altered == 0;
    }
}
