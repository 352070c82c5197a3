package dev.wharf.testkit;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Journal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A journal that forgets with the process. Nothing is sealed.
public final class MemoryJournal implements Journal {
    private final List<CaptureRecord> records = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private long acknowledged;

    @Override
    public CaptureRecord append(CaptureEnvelope envelope, InputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        ContentDigest digest = new ContentDigest(sha256(bytes));
        synchronized (this) {
            CaptureId id = new CaptureId(records.size() + 1L);
            CaptureRecord record = new CaptureRecord(id, envelope, digest, bytes.length);
            records.add(record);
            bodies.add(bytes);
            return record;
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Its reader. Closing it leaves the journal open.
    public Feed feed() {
        return new MemoryFeed();
    }

    @Override
    public void close() {}

    private final class MemoryFeed implements Feed {
        @Override
        public List<CaptureRecord> after(long after, int limit) {
            synchronized (MemoryJournal.this) {
                int from = (int) Math.min(after, records.size());
                int to = (int) Math.min((long) from + limit, records.size());
                return List.copyOf(records.subList(from, to));
            }
        }

        @Override
        public CaptureBody open(CaptureRecord record) {
            synchronized (MemoryJournal.this) {
                long sequence = record.id().sequence();
                if (sequence > bodies.size()) {
                    throw new WharfException(
                            ErrorCode.NOT_FOUND, "the journal cannot give capture " + sequence);
                }
                return new MemoryCaptureBody(bodies.get((int) sequence - 1));
            }
        }

        @Override
        public void acknowledge(long sequence) {
            synchronized (MemoryJournal.this) {
                if (sequence > records.size()) {
                    throw new IllegalArgumentException("the journal ends before " + sequence);
                }
                acknowledged = Math.max(acknowledged, sequence);
            }
        }

        @Override
        public long acknowledged() {
            synchronized (MemoryJournal.this) {
                return acknowledged;
            }
        }

        @Override
        public void close() {}
    }
}
