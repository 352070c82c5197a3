package dev.wharf.archive.index;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.IndexDocument;

import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// An item as Lucene takes it. One object serves one item after the other, on one thread.
///
/// Nothing is stored but the second and the sequence: texts to show come from the archive.
final class ItemDocument implements Iterable<IndexableField> {
    static final String BODY = "body";
    static final String FILES = "files";
    static final String SECOND = "second";
    static final String SEQUENCE = "sequence";
    static final String AUDIENCE = "audience";

    /// The order in which items lie in the index: a search for the newest stops as soon as it has
    /// enough.
    static final Sort NEWEST_FIRST =
            new Sort(
                    new SortField(SECOND, SortField.Type.LONG, true),
                    new SortField(SEQUENCE, SortField.Type.LONG, true));

    static final Sort OLDEST_FIRST =
            new Sort(
                    new SortField(SECOND, SortField.Type.LONG),
                    new SortField(SEQUENCE, SortField.Type.LONG));

    private final Labels labels;
    private final WordStream bodyWords = new WordStream();
    private final WordStream fileWords = new WordStream();
    private final Field body = new Field(BODY, bodyWords, Labels.WORDS);
    private final Field files = new Field(FILES, fileWords, Labels.WORDS);
    private final Field second = NumericDocValuesField.indexedField(SECOND, 0);
    private final Field sequence = NumericDocValuesField.indexedField(SEQUENCE, 0);
    private final Field audience = new NumericDocValuesField(AUDIENCE, 0);
    private final List<IndexableField> fields = new ArrayList<>();

    private @Nullable ConversationId lastChat;
    private @Nullable Key lastChatKey;
    private int lastAudience;
    private @Nullable Key lastAudienceKey;

    ItemDocument(Labels labels) {
        this.labels = labels;
    }

    ItemDocument over(IndexDocument item) throws IOException {
        fields.clear();
        second.setLongValue(item.time().getEpochSecond());
        sequence.setLongValue(item.sequence());
        fields.add(second);
        fields.add(sequence);
        audience.setLongValue(item.audience());
        fields.add(audience);
        if (!item.body().isEmpty()) {
            bodyWords.over(item.body());
            fields.add(body);
        }
        addFiles(item.attachments());
        addKeys(item);
        return this;
    }

    private void addFiles(List<IndexDocument.File> attachments) {
        if (attachments.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>(2 * attachments.size());
        for (IndexDocument.File file : attachments) {
            Labels.add(texts, file.name());
            Labels.add(texts, file.type());
        }
        fileWords.over(texts);
        fields.add(files);
        fields.add(Key.HAS_ATTACHMENT);
    }

    private void addKeys(IndexDocument item) throws IOException {
        Key chat = chatKey(item.chat());
        fields.add(chat);
        fields.add(Key.kind(item.kind()));
        fields.add(audienceKey(item.audience()));
        fields.add(labels.subject(item.subject()));
        fields.add(labels.company(item));
        Person from = item.from();
        if (from != null) {
            fields.add(labels.person(from));
        }
        String title = item.chatTitle();
        if (title != null) {
            labels.title(chat, title);
        }
    }

    /// Items come chat by chat, so the last one's key mostly serves the next as well.
    private Key chatKey(ConversationId chat) {
        if (lastChatKey == null || !chat.equals(lastChat)) {
            lastChat = chat;
            lastChatKey = Key.chat(chat);
        }
        return lastChatKey;
    }

    private Key audienceKey(int number) {
        if (lastAudienceKey == null || number != lastAudience) {
            lastAudience = number;
            lastAudienceKey = Key.audience(number);
        }
        return lastAudienceKey;
    }

    @Override
    public Iterator<IndexableField> iterator() {
        return fields.iterator();
    }
}
