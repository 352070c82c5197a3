package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads captures back out of staging. Holds the last few objects, so that going through them in
/// order reads each once: of a page all of it, of a capture that lies alone all but its bytes. For
/// one thread.
final class StagedReader {
    private static final Logger LOG = LoggerFactory.getLogger(StagedReader.class);

    /// Objects held at once, and read for one answer.
    static final int MOST_HELD = 4;

    private final ObjectStore store;
    private final Map<ObjectName, Map<Long, StagedCapture>> held = new LinkedHashMap<>();

    /// @param onVanished told when something that was staged is not there
    StagedReader(ObjectStore store, Runnable onVanished) {
        this.store = new StagedReading(store, onVanished);
    }

    List<CaptureRecord> records(StagedObject object) {
        return captures(object).values().stream().map(StagedCapture::record).toList();
    }

    /// Null when the object holds no capture of that sequence.
    @Nullable CaptureBody open(StagedObject object, long sequence) {
        StagedCapture capture = captures(object).get(sequence);
        if (capture == null) {
            return null;
        }
        StagedCapture.Refused refused = capture.refused();
        if (refused != null) {
            throw new WharfException(refused.code(), refused.text());
        }
        return new StagedBody(capture, object.name(), store);
    }

    StagedObject withDigests(StagedObject object) {
        return object.digests() == null ? object.with(DigestList.of(records(object))) : object;
    }

    /// The same for what is archived. It need not be readable any more; then it has no proof, and
    /// stays where it is for a person to look at.
    List<StagedObject> readable(List<StagedObject> delivered) {
        List<StagedObject> read = new ArrayList<>();
        for (StagedObject object : delivered) {
            try {
                read.add(withDigests(object));
            } catch (WharfException damaged) {
                if (damaged.code().kind() != ErrorKind.INTEGRITY) {
                    throw damaged;
                }
                LOG.warn("no proof of delivery of {}: {}", object.name(), damaged.getMessage());
            }
        }
        return read;
    }

    void forget() {
        held.clear();
    }

    private Map<Long, StagedCapture> captures(StagedObject object) {
        ObjectName name = object.name().object();
        Map<Long, StagedCapture> known = held.get(name);
        if (known != null) {
            return known;
        }
        Map<Long, StagedCapture> read = read(object, name);
        if (held.size() == MOST_HELD) {
            held.remove(held.keySet().iterator().next());
        }
        held.put(name, read);
        return read;
    }

    private Map<Long, StagedCapture> read(StagedObject object, ObjectName name) {
        try (InputStream in = store.open(name)) {
            Map<Long, StagedCapture> captures = new LinkedHashMap<>();
            for (StagedCapture capture : StagedForm.read(in, object.name().alone())) {
                captures.put(capture.sequence(), capture);
            }
            return captures;
        } catch (WharfException damaged) {
            throw damaged.code() == ErrorCode.STORAGE_CORRUPT ? repairable(name, damaged) : damaged;
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "cannot read object %s of the %s".formatted(name, store.place()),
                    failed);
        }
    }

    private WharfException repairable(ObjectName name, WharfException damaged) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "%s. Delete object %s from the %s: the site still has what it held, and it is pulled again"
                        .formatted(damaged.getMessage(), name, store.place()),
                damaged);
    }
}
