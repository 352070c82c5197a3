package dev.wharf.capture.cloudapi;

import dev.wharf.capture.webhook.Draft;
import dev.wharf.capture.webhook.WebhookSurvey;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;

/// Counts the events of a capture.
final class Survey implements ChangeReader.Out {
    private static final WebhookSurvey.Terms TERMS =
            new WebhookSurvey.Terms(
                    "cloud-api",
                    "webhooks count seconds since 1970, in UTC",
                    "display_phone_number of the webhooks",
                    "no webhook shows its business number",
                    "webhooks of %d business numbers",
                    "%d updates have a time that cannot be read; the time of the entry or of receipt stands for it",
                    "%d changes hold no update");

    private final WebhookSurvey counted;

    Survey(CaptureRecord record) {
        counted = new WebhookSurvey(record, TERMS);
    }

    long events() {
        return counted.events();
    }

    @Override
    public void event(String locator, byte[] raw, Draft draft) {
        counted.event(locator, draft);
    }

    @Override
    public void nothing(String locator) {
        counted.nothing(locator);
    }

    SourceReport report() {
        return counted.report();
    }
}
