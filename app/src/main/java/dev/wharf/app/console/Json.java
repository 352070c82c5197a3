package dev.wharf.app.console;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// An object of the command line's JSON, member by member in order, and how it is written.
///
/// Values are `Json`, [Raw], maps, collections and iterators (written as they come, so a long list
/// needs no memory), numbers, booleans, [Later], null, and anything else by its `toString`.
public final class Json {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                    .build();

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /// A value that is known only once what stands before it is written.
    public record Later(BooleanSupplier value) {}

    /// JSON that is already written.
    public record Raw(String json) {}

    public static Json object() {
        return new Json();
    }

    public Json with(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /// Does not flush the writer.
    public void write(Writer out) {
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, this);
        }
    }

    @Override
    public String toString() {
        StringWriter out = new StringWriter();
        write(out);
        return out.toString();
    }

    private static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case Json json -> writeMembers(out, json.members);
            case Map<?, ?> map -> writeMembers(out, map);
            case Iterator<?> values -> writeArray(out, values);
            case Collection<?> values -> writeArray(out, values.iterator());
            case Raw(String json) -> out.writeRawValue(json);
            case Later(BooleanSupplier later) -> out.writeBoolean(later.getAsBoolean());
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean truth -> out.writeBoolean(truth);
            default -> out.writeString(value.toString());
        }
    }

    private static void writeMembers(JsonGenerator out, Map<?, ?> members) {
        out.writeStartObject();
        members.forEach(
                (name, value) -> {
                    out.writeName(String.valueOf(name));
                    write(out, value);
                });
        out.writeEndObject();
    }

    private static void writeArray(JsonGenerator out, Iterator<?> values) {
        out.writeStartArray();
        values.forEachRemaining(value -> write(out, value));
        out.writeEndArray();
    }
}
