package dev.wharf.archive.index;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.document.StoredValue;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/// An exact term of an item: who sent it, in which company, under which subject, in which chat. All
/// keys share one field; the first byte says which kind it is.
///
/// @param bytes what Lucene stores; nobody changes them
record Key(BytesRef bytes) implements IndexableField {
    /// The field of items that holds them.
    static final String FIELD = "key";

    static final char PERSON = 'p';
    static final char COMPANY = 'c';
    static final char SUBJECT = 's';
    private static final char CHAT = 'h';
    private static final char AUDIENCE = 'a';
    private static final char KIND = 'k';

    static final Key HAS_ATTACHMENT = new Key(new BytesRef(new byte[] {'t'}));

    private static final Key[] KINDS =
            Arrays.stream(EventKind.values())
                    .map(kind -> of(KIND, 1, buffer -> buffer.put((byte) kind.code())))
                    .toArray(Key[]::new);

    private static final FieldType TYPE = new FieldType();

    static {
        TYPE.setTokenized(false);
        TYPE.setOmitNorms(true);
        TYPE.setIndexOptions(IndexOptions.DOCS);
        TYPE.freeze();
    }

    static Key chat(ConversationId chat) {
        return of(CHAT, Long.BYTES, buffer -> buffer.putLong(chat.value()));
    }

    static Key audience(int number) {
        return of(AUDIENCE, Integer.BYTES, buffer -> buffer.putInt(number));
    }

    @SuppressWarnings("EnumOrdinal") // made in this run from the values themselves
    static Key kind(EventKind kind) {
        return KINDS[kind.ordinal()];
    }

    /// @param digest cut from a hash of what the key stands for
    static Key digest(char type, byte[] digest) {
        return of(type, digest.length, buffer -> buffer.put(digest));
    }

    private static Key of(char type, int length, Consumer<ByteBuffer> fill) {
        ByteBuffer buffer = ByteBuffer.allocate(1 + length).put((byte) type);
        fill.accept(buffer);
        return new Key(new BytesRef(buffer.array()));
    }

    @Override
    public String name() {
        return FIELD;
    }

    @Override
    public IndexableFieldType fieldType() {
        return TYPE;
    }

    @Override
    public InvertableType invertableType() {
        return InvertableType.BINARY;
    }

    @Override
    public BytesRef binaryValue() {
        return bytes;
    }

    @Override
    public @Nullable TokenStream tokenStream(Analyzer analyzer, @Nullable TokenStream reuse) {
        return null;
    }

    @Override
    public @Nullable String stringValue() {
        return null;
    }

    @Override
    public @Nullable Reader readerValue() {
        return null;
    }

    @Override
    public @Nullable Number numericValue() {
        return null;
    }

    @Override
    public @Nullable StoredValue storedValue() {
        return null;
    }
}
