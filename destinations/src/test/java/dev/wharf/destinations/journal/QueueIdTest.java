package dev.wharf.destinations.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class QueueIdTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2.0.0 Ok: queued as 4Zx1Y92dGHz3k|4Zx1Y92dGHz3k",
                "2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as AB12|AB12",
                "2.6.0 <a.b@item.wharf.invalid> [InternalId=1234567890, Hostname=X.PROD.OUTLOOK.COM] 12345 bytes in 0.1, 60 KB/sec Queued mail for delivery|InternalId=1234567890",
                "OK id=1rXyZ0-0001ab-Cd|1rXyZ0-0001ab-Cd",
                "2.0.0 4BSKx0Jd012345 Message accepted for delivery|4BSKx0Jd012345",
                "2.0.0 OK  1700000000 x-20020a - gsmtp|OK 1700000000 x-20020a - gsmtp",
                "accepted|accepted",
                "``|250"
            })
    void theIdIsFoundOrAllIsKept(String said, String id) {
        assertThat(QueueId.of(new SmtpReply(250, List.of(said)))).isEqualTo(id);
    }

    @Test
    void anEndlessAnswerIsCut() {
        assertThat(QueueId.of(new SmtpReply(250, List.of("x".repeat(3_000))))).hasSize(200);
    }
}
