package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.connector.log.AdminLog.Detail;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.stream.Stream;

/// The admin log as one JSON object, written as it is read: days with their counters, and in each
/// day every copy that did not arrive. Does not close the writer.
public final class AdminLogJson {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AdminLog log;

    public AdminLogJson(AdminLog log) {
        this.log = log;
    }

    /// Days from `first` to `last`.
    public void write(ConnectorName connector, LocalDate first, LocalDate last, Writer out)
            throws IOException {
        // Not closed: it would close what is the caller's.
        JsonGenerator json = JSON.createGenerator(out);
        try (Stream<AdminLogDay> days = log.days(connector, first, last)) {
            json.writeStartObject();
            json.writeNumberProperty("version", VERSION);
            json.writeStringProperty("connector", connector.value());
            json.writeArrayPropertyStart("days");
            days.forEach(day -> day(day, json));
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
        } catch (JacksonException e) {
            throw new IOException("The admin log could not be written", e);
        }
    }

    private void day(AdminLogDay day, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("day", day.day().toString());
        json.writeStringProperty(
                "completed", day.completed() == null ? null : day.completed().toString());
        json.writeBooleanProperty("looked", day.looked());
        json.writeStringProperty("nothing", day.isEmpty() ? day.nothing() : null);
        json.writeName("counters");
        counters(day.counters(), json);
        json.writeArrayPropertyStart("notImported");
        try (Stream<Detail> details = log.details(day.connector(), day.day(), day.day())) {
            details.forEach(detail -> detail(detail, json));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void counters(ImportCounters counters, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("fromSource", counters.fromSource());
        json.writeNumberProperty("forImport", counters.forImport());
        json.writeNumberProperty("imported", counters.imported());
        json.writeNumberProperty("partially", counters.partially());
        json.writeNumberProperty("skipped", counters.skipped());
        json.writeNumberProperty("failed", counters.failed());
        json.writeNumberProperty("quarantined", counters.quarantined());
        json.writeEndObject();
    }

    private static void detail(Detail detail, JsonGenerator json) {
        NotDelivered copy = detail.copy();
        json.writeStartObject();
        json.writeStringProperty("item", copy.item().toString());
        json.writeStringProperty("source", copy.source().text());
        json.writeStringProperty("mailbox", copy.mailbox() == null ? null : copy.mailbox().value());
        json.writeStringProperty("reason", copy.reason());
        json.writeStringProperty("outcome", copy.outcome().text());
        json.writeStringProperty("destination", copy.destination().value());
        json.writeStringProperty("run", detail.run().text());
        json.writeEndObject();
    }
}
