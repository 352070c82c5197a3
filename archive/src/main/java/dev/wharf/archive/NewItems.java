package dev.wharf.archive;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.IndexDocument;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The new items of a commit group, as the index learns of them.
///
/// Each document is made when it is asked for, by whoever indexes it: the thread that commits knows
/// only where the group came to stand, and would have to fetch thousands of them to say so.
public final class NewItems {
    private final Drafts drafts;
    private final long firstSequence;
    private final int[] audiences;

    /// Documents whose sequence and audience are known when their group is committed, field by
    /// field and their bodies in one text: what waits for its turn is copied by every collection,
    /// object by object, and these are a few for thousands of documents. For one thread while it
    /// grows.
    public static final class Drafts {
        private long[] seconds;
        private EventKind[] kinds;
        private ConversationId[] chats;
        private @Nullable String[] titles;
        private @Nullable Person[] senders;
        private final List<List<Person>> people;
        private String[] subjects;
        private final StringBuilder bodies;
        private int[] ends;
        private final List<List<IndexDocument.File>> files;
        private int size;
        private long weight;

        /// @param expected documents
        public Drafts(int expected) {
            seconds = new long[expected];
            kinds = new EventKind[expected];
            chats = new ConversationId[expected];
            titles = new String[expected];
            senders = new Person[expected];
            people = new ArrayList<>(expected);
            subjects = new String[expected];
            bodies = new StringBuilder(64 * expected);
            ends = new int[expected];
            files = new ArrayList<>(expected);
        }

        /// Members are mostly one list.
        @SuppressWarnings("ReferenceEquality") // an equal list is another one in the heap
        public void add(IndexDocument document) {
            if (size == seconds.length) {
                grow();
            }
            seconds[size] = document.time().getEpochSecond();
            kinds[size] = document.kind();
            chats[size] = document.chat();
            titles[size] = document.chatTitle();
            senders[size] = document.from();
            people.add(document.people());
            subjects[size] = document.subject();
            bodies.append(document.body());
            ends[size] = bodies.length();
            files.add(document.attachments());
            weight += 256 + 2L * document.body().length() + 256L * document.attachments().size();
            if (size == 0 || people.get(size) != people.get(size - 1)) {
                weight += 64L * document.people().size();
            }
            size++;
        }

        private void grow() {
            int more = Math.max(8, 2 * size);
            seconds = Arrays.copyOf(seconds, more);
            kinds = Arrays.copyOf(kinds, more);
            chats = Arrays.copyOf(chats, more);
            titles = Arrays.copyOf(titles, more);
            senders = Arrays.copyOf(senders, more);
            subjects = Arrays.copyOf(subjects, more);
            ends = Arrays.copyOf(ends, more);
        }

        private IndexDocument document(int index, long sequence, int audience) {
            return new IndexDocument(
                    sequence,
                    Instant.ofEpochSecond(seconds[index]),
                    kinds[index],
                    chats[index],
                    titles[index],
                    senders[index],
                    people.get(index),
                    subjects[index],
                    bodies.substring(index == 0 ? 0 : ends[index - 1], ends[index]),
                    files.get(index),
                    audience);
        }

        public int size() {
            return size;
        }
    }

    /// @param firstSequence of the first; the others follow
    /// @param audiences numbers of the items' audiences, in order
    public NewItems(Drafts drafts, long firstSequence, int[] audiences) {
        this.drafts = drafts;
        this.firstSequence = firstSequence;
        this.audiences = audiences;
    }

    public int size() {
        return drafts.size();
    }

    public long sequence(int index) {
        return firstSequence + index;
    }

    public IndexDocument document(int index) {
        return drafts.document(index, sequence(index), audiences[index]);
    }

    /// What the documents take of the heap in bytes, roughly and rather too much.
    public long weight() {
        return drafts.weight;
    }
}
