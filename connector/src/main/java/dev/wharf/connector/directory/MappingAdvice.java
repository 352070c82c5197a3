package dev.wharf.connector.directory;

import dev.wharf.connector.directory.MappingRow.By;
import dev.wharf.connector.directory.MappingRow.Validity;
import dev.wharf.connector.directory.MappingRow.Who;
import dev.wharf.connector.people.Answer;
import dev.wharf.core.archive.Expectation;

/// What to do about a row of the mapping report, in words.
final class MappingAdvice {
    private static final String NO_OWNER =
            "the owner of the account has no mailbox; add number and address to the users file";
    private static final String NO_ADDRESS =
            "a user without an address that counts; add the address, or the number to the mapping file";

    private MappingAdvice() {}

    /// Empty where all is well: a client who maps to nobody is as it should be.
    static String of(Who who, Answer answer, Validity validity, By by) {
        if (answer.mailbox() != null) {
            return ofMailbox(validity, by);
        }
        Expectation.Reason waits = answer.waits();
        return waits == null ? ofOutsider(who) : ofWaiting(who, waits);
    }

    private static String ofMailbox(Validity validity, By by) {
        return switch (validity) {
            case DISABLED ->
                    "the account is disabled; enable it, or map the number to another mailbox";
            case UNKNOWN ->
                    "the directory knows no such mailbox; look for a typing error, or create it";
            case AMBIGUOUS ->
                    "several users of the directory have the address; leave it with one of them";
            case FOUND, ALIAS, NOT_ASKED ->
                    by == By.DIRECTORY_NUMBER_ASSUMED
                            ? "the country code was assumed; write the number with it in the directory"
                            : "";
        };
    }

    private static String ofOutsider(Who who) {
        return switch (who) {
            case ACCOUNT, USER ->
                    "nothing leads from this to a mailbox; add number and address to the users file";
            case MAPPING -> "the row is not in force on this day";
            case PARTY -> "";
        };
    }

    private static String ofWaiting(Who who, Expectation.Reason reason) {
        return switch (reason) {
            case NAME_ONLY ->
                    "only a name says who it is; give the number in the users file, or map the party by hand";
            case OWNER_UNMAPPED -> who == Who.USER ? NO_ADDRESS : NO_OWNER;
            case USER_UNMAPPED -> NO_ADDRESS;
        };
    }
}
