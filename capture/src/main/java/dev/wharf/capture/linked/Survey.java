package dev.wharf.capture.linked;

import dev.wharf.capture.webhook.Draft;
import dev.wharf.capture.webhook.WebhookSurvey;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;

/// Counts the events of a capture.
final class Survey implements UpdateReader.Out {
    private static final WebhookSurvey.Terms TERMS =
            new WebhookSurvey.Terms(
                    "linked-device",
                    "webhooks count from 1970, in UTC",
                    "the webhooks name their own account",
                    "no webhook shows its own number",
                    "webhooks of %d accounts",
                    "%d updates have a time that cannot be read; that of receipt stands for it",
                    "%d webhooks say nothing that is evidence (typing, presence, what others repeat)");

    private final WebhookSurvey counted;
    private long webhooks;

    Survey(CaptureRecord record) {
        counted = new WebhookSurvey(record, TERMS);
    }

    /// How many documents were webhooks of a gateway that is known.
    long webhooks() {
        return webhooks;
    }

    @Override
    public void event(String locator, byte[] raw, Draft draft) {
        counted.event(locator, draft);
    }

    @Override
    public void webhook(String locator, int events) {
        webhooks++;
        if (events == 0) {
            counted.nothing(locator);
        }
    }

    SourceReport report() {
        return counted.report();
    }
}
