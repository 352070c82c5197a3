package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.store.object.ObjectName;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A page of captures in the making: up to so many that it fits into memory. For one thread.
final class PageInHand {
    private static final int MOST_CAPTURES = 1_024;
    private static final long MOST_BYTES = 2 << 20;

    private final List<byte[]> parts = new ArrayList<>(List.of(StagedForm.HEADER));
    private final List<CaptureRecord> records = new ArrayList<>();
    private final List<ObjectName> files = new ArrayList<>();
    private long bytes = StagedForm.HEADER.length;

    boolean isEmpty() {
        return records.isEmpty();
    }

    boolean isFull() {
        return records.size() >= MOST_CAPTURES || bytes >= MOST_BYTES;
    }

    /// Size of the object.
    long bytes() {
        return bytes;
    }

    /// @param beside objects of the files beside it
    void add(CaptureRecord record, byte[] head, byte[] body, List<ObjectName> beside) {
        parts.add(head);
        parts.add(body);
        bytes += head.length + body.length;
        records.add(record);
        files.addAll(beside);
    }

    InputStream stream() {
        return new SequenceInputStream(
                Collections.enumeration(parts.stream().map(ByteArrayInputStream::new).toList()));
    }

    StagedObject object(String run, long after, Instant now) {
        long last = records.getLast().id().sequence();
        return new StagedObject(
                new StagedName.Captures(run, false, after, last, files.size()),
                files,
                now,
                DigestList.of(records));
    }
}
