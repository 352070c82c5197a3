package dev.wharf.archive;

import com.github.luben.zstd.ZstdDictTrainer;

import dev.wharf.core.archive.Change.AddItem;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.event.EventWriter;

import java.security.SecureRandom;
import java.util.List;

/// Trains the dictionary that item bodies are compressed with. Only ever on invented mails: a
/// dictionary contains pieces of what it was trained on, and it is shipped.
///
/// A new one is a new resource under a new number; the old ones stay, since stored bodies need
/// them.
public final class MailDictionary {
    private MailDictionary() {}

    /// @param size of the dictionary in bytes
    public static byte[] train(List<AddItem> invented, int size) {
        Randomness random = new Randomness(new SecureRandom());
        EventWriter events = new EventCodec().writer();
        ZstdDictTrainer trainer = new ZstdDictTrainer(invented.size() * 8192, size);
        WireWriter body = new WireWriter(16 * 1024);
        for (AddItem item : invented) {
            body.clear();
            ItemBody.encode(
                    body,
                    random,
                    events,
                    List.of(),
                    item.event(),
                    item.headline(),
                    item.mail().image(),
                    item.raw());
            trainer.addSample(body.toBytes());
        }
        return trainer.trainSamples();
    }
}
