package dev.wharf.compliance.kql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.search.Query;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The grammar as a table: what is written, and how it is understood. Today is Wednesday,
/// 2025-10-15, in Madrid.
class KqlTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2025-10-15T10:00:00Z"), ZoneOffset.UTC);

    private static Query parse(String text) {
        return Kql.parse(text, CLOCK, MADRID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    budget                        | "budget"
                    budget review                 | "budget" AND "review"
                    budget AND review             | "budget" AND "review"
                    budget and review             | "budget" AND "and" AND "review"
                    "budget review"               | "budget review"
                    “budget review”               | "budget review"
                    «budget review»               | "budget review"
                    budg*                         | "budg*"
                    "quarterly budg*"             | "quarterly budg*"
                    *                             | *
                    a OR b c                      | "a" OR ("b" AND "c")
                    a b OR c d                    | ("a" AND "b") OR ("c" AND "d")
                    (a OR b) c                    | ("a" OR "b") AND "c"
                    a OR (b OR c)                 | "a" OR "b" OR "c"
                    ((a))                         | "a"
                    NOT a                         | NOT "a"
                    -a b                          | NOT "a" AND "b"
                    a -"b c"                      | "a" AND NOT "b c"
                    a NOT b OR c                  | ("a" AND NOT "b") OR "c"
                    a AND NOT (b OR c)            | "a" AND NOT ("b" OR "c")
                    NOT NOT a                     | NOT NOT "a"
                    +a +b                         | "a" AND "b"
                    a-b                           | "a-b"
                    a NEAR b                      | "a" NEAR(8) "b"
                    a NEAR(3) "b c"               | "a" NEAR(3) "b c"
                    a NEAR(n=3) b                 | "a" NEAR(3) "b"
                    a NEAR(1) b NEAR(2) c         | ("a" NEAR(1) "b") AND ("b" NEAR(2) "c")
                    x a NEAR(1) b OR y            | ("x" AND ("a" NEAR(1) "b")) OR "y"
                    from:ana                      | from:"ana"
                    FROM:Ana                      | from:"Ana"
                    from="Ana Díaz"               | from:"Ana Díaz"
                    from<>ana                     | NOT from:"ana"
                    -from:ana                     | NOT from:"ana"
                    sender:ana                    | from:"ana"
                    from:ana,bob                  | from:"ana" OR from:"bob"
                    from:"Ana Díaz";bob           | from:"Ana Díaz" OR from:"bob"
                    from:(ana OR bob)             | from:"ana" OR from:"bob"
                    from:(ana díaz)               | from:"ana" AND from:"díaz"
                    from:ana@example.com          | from:"ana@example.com"
                    from:*@example.com            | !
                    from:+447700900123            | from:"+447700900123"
                    from:+44 7700 900123 hello    | from:"+44 7700 900123" AND "hello"
                    +44 (0)7700-900123            | "+44 (0)7700-900123"
                    to:bob                        | to:"bob"
                    recipients:bob                | to:"bob"
                    participants:example.com      | participants:"example.com"
                    subject:deal*                 | subject:"deal*"
                    body:1,500                    | body:"1,500"
                    chat:"Deal Team"              | chat:"Deal Team"
                    chat:00000000000000ff         | chat:00000000000000ff
                    attachmentnames:annual*       | attachmentnames:"annual*"
                    filename:invoice.pdf          | attachmentnames:"invoice.pdf"
                    hasattachment:true            | hasattachment:true
                    HasAttachment:No              | NOT hasattachment:true
                    kind:call                     | kind:call
                    kind:calls,message            | kind:message,call
                    kind:externaldata             | *
                    itemclass:ipm.externaldata.WhatsAppArchiver* | *
                    itemclass:ipm.note            | NOT *
                    date:2025-03-31               | date:2025-03-30T22:00:00Z..2025-03-31T21:59:59Z
                    sent>=2025-03-31              | date>=2025-03-30T22:00:00Z
                    received>2025-03-31           | date>=2025-03-31T22:00:00Z
                    date<2025-03-31               | date<2025-03-30T22:00:00Z
                    date<=2025-03                 | date<2025-03-31T22:00:00Z
                    date<>2025                    | NOT date:2024-12-31T23:00:00Z..2025-12-31T22:59:59Z
                    date:2025-01-01..2025-01-31   | date:2024-12-31T23:00:00Z..2025-01-31T22:59:59Z
                    date:2025-01..                | date>=2024-12-31T23:00:00Z
                    date:..2025-01                | date<2025-01-31T23:00:00Z
                    date:2025-03-31T14:00         | date:2025-03-31T12:00:00Z..2025-03-31T12:00:59Z
                    date:2025-03-31T14:00:05Z     | date:2025-03-31T14:00:05Z..2025-03-31T14:00:05Z
                    date:2025-03-31T14:00:05.25+02:00 | date:2025-03-31T12:00:05Z..2025-03-31T12:00:05Z
                    date:today                    | date:2025-10-14T22:00:00Z..2025-10-15T21:59:59Z
                    date:yesterday                | date:2025-10-13T22:00:00Z..2025-10-14T21:59:59Z
                    date:"this week"              | date:2025-10-12T22:00:00Z..2025-10-19T21:59:59Z
                    date:"last month"             | date:2025-08-31T22:00:00Z..2025-09-30T21:59:59Z
                    date:"This  Year"             | date:2024-12-31T23:00:00Z..2025-12-31T22:59:59Z
                    date:(2024 OR 2025)           | date:2023-12-31T23:00:00Z..2024-12-31T22:59:59Z OR date:2024-12-31T23:00:00Z..2025-12-31T22:59:59Z
                    https://example.com/a         | "https://example.com/a"
                    budget (from:ana OR to:ana)   | "budget" AND (from:"ana" OR to:"ana")
                    会议 OR "회의"                  | "会议" OR "회의"
                    צה"ל                          | "צה״ל"
                    👍🏽                            | "👍🏽"
                    10:30                         | "10:30"
                    """)
    void readsAndPrints(String text, String understood) {
        if (understood.equals("!")) {
            assertThatThrownBy(() -> parse(text)).isInstanceOf(WharfException.class);
            return;
        }
        Query query = parse(text);

        assertThat(Kql.print(query)).isEqualTo(understood);
        assertThat(parse(understood)).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    (a OR b            | 1  | is not closed; add a )
                    a OR b)            | 7  | closes nothing
                    a AND              | 6  | AND needs something after it
                    OR b               | 1  | OR needs something before it
                    a OR               | 5  | OR needs something after it
                    ()                 | 1  | nothing between ( and )
                    "abc               | 1  | add a "
                    ""                 | 1  | nothing between the quotes
                    from:              | 6  | needs a value right after it, without a space
                    from: ana          | 6  | needs a value right after it, without a space
                    colour:red         | 1  | “colour:” is not a property: known are from:, to:
                    cc:ana             | 1  | write to: or participants:
                    size>5             |    |
                    size:5             | 1  | sizes are not indexed
                    subject>5          | 8  | only date takes >; write subject:
                    from:(to:ana)      | 7  | cannot stand within the parentheses of from:
                    date:31/03/2025    | 6  | is no date; write 2025-03-31
                    date:2025-02-30    | 6  | is no date
                    date:2025-03..2025-01 | 6 | ends before it begins
                    date>2025..2026    | 6  | a range follows a colon
                    hasattachment:maybe | 15 | write hasattachment:true
                    kind:email         | 6  | known are message, edit, deletion
                    bud*get            | 1  | only at the end of a word or phrase: “bud*”
                    *get               | 1  | only at the end
                    from:*             | 6  | write at least a letter before the *
                    a & b              | 3  | no letter, digit or emoji to look for
                    a NEAR from:b      | 8  | between two whole words
                    a NEAR(x) b        | 7  | NEAR(5)
                    a ONEAR(3) b       | 3  | write NEAR(5)
                    """)
    void saysWhereAndWhatToWriteInstead(String text, Integer at, String advice) {
        if (at == null) {
            assertThat(Kql.print(parse(text))).isNotEmpty();
            return;
        }
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_INVALID))
                .hasMessageContaining("character " + at + ":")
                .hasMessageContaining(advice);
    }

    @Test
    void anEmptyQueryIsNoQuery() {
        assertThatThrownBy(() -> parse("  ")).hasMessageContaining("* finds everything");
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThatThrownBy(() -> parse("(".repeat(5_000) + "a"))
                .hasMessageContaining("levels of parentheses");
        assertThatThrownBy(() -> parse("-".repeat(5_000) + "a"))
                .hasMessageContaining("levels of parentheses");
        assertThatThrownBy(() -> parse("a ".repeat(6_000))).hasMessageContaining("10,000");
    }
}
