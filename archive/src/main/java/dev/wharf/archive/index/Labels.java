package dev.wharf.archive.index;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.IndexDocument;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// What many items have in common is indexed once, in a small index beside that of the items:
/// people, companies of people (the members of a chat at one moment), subjects and chat titles. An
/// item holds their keys, so a message in a group of 1,024 costs no more than any other.
///
/// A key is a digest of what it stands for: adding a label again changes nothing, and no number has
/// to be kept in step with anything. For one thread.
final class Labels {
    /// Of every label: its key as a term, and as a value to read.
    static final String ID = "id";

    static final String VALUE = "value";

    /// Of a person: words of the name and of the address before its `@`, and the number.
    static final String NAMES = "names";

    /// Of a person: exact address, `@domain` and `@parent.domain`, ids.
    static final String ADDRESS = "address";

    /// Of a company: the keys of its people.
    static final String MEMBER = "member";

    static final String SUBJECT = "subject";
    static final String TITLE = "title";

    static final FieldType WORDS = new FieldType();

    static {
        WORDS.setTokenized(true);
        WORDS.setOmitNorms(true);
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        WORDS.freeze();
    }

    private static final char TITLE_KEY = 't';
    private static final int KEY_BYTES = 12;
    private static final int REMEMBERED = 20_000;

    private final IndexWriter writer;
    private final WordStream words = new WordStream();
    private final MessageDigest sha256 = sha256();

    private final Map<Person, Key> people = remembering();
    private final Map<List<Key>, Key> companies = remembering();
    private final Map<String, Key> subjects = remembering();
    private final Map<Title, Boolean> titles = remembering();

    private List<Person> lastPeople = List.of();
    private @Nullable Key lastCompany;
    private @Nullable Title lastTitle;

    private record Title(Key chat, String text) {}

    Labels(IndexWriter writer) {
        this.writer = writer;
    }

    private static <K, V> Map<K, V> remembering() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    Key person(Person person) throws IOException {
        Key known = people.get(person);
        if (known == null) {
            known = addPerson(person);
            people.put(person, known);
        }
        return known;
    }

    /// The company of everybody in the chat, sender included.
    Key company(IndexDocument document) throws IOException {
        if (lastCompany != null && document.people().equals(lastPeople)) {
            // A chat's next item mostly has this list, so the next comparison is one of identity.
            lastPeople = document.people();
            return lastCompany;
        }
        List<Key> keys = new ArrayList<>(document.people().size() + 1);
        for (Person person : document.people()) {
            keys.add(person(person));
        }
        Person from = document.from();
        if (from != null && !document.people().contains(from)) {
            keys.add(person(from));
        }
        keys.sort((a, b) -> a.bytes().compareTo(b.bytes()));
        Key known = companies.get(keys);
        if (known == null) {
            known = addCompany(keys);
            companies.put(List.copyOf(keys), known);
        }
        boolean whole = keys.size() == document.people().size();
        lastPeople = whole ? document.people() : List.of();
        lastCompany = whole ? known : null;
        return known;
    }

    Key subject(String subject) throws IOException {
        Key known = subjects.get(subject);
        if (known == null) {
            known = Key.digest(Key.SUBJECT, digest(subject.getBytes(StandardCharsets.UTF_8)));
            Document label = label(known, known);
            label.add(new Field(SUBJECT, words.over(subject), WORDS));
            put(known, label);
            subjects.put(subject, known);
        }
        return known;
    }

    void title(Key chat, String title) throws IOException {
        Title last = lastTitle;
        if (last != null && chat.equals(last.chat) && title.equals(last.text)) {
            return;
        }
        last = new Title(chat, title);
        lastTitle = last;
        if (titles.putIfAbsent(last, true) != null) {
            return;
        }
        byte[] text = title.getBytes(StandardCharsets.UTF_8);
        byte[] both =
                ByteBuffer.allocate(chat.bytes().length + text.length)
                        .put(chat.bytes().bytes)
                        .put(text)
                        .array();
        Key id = Key.digest(TITLE_KEY, digest(both));
        Document label = label(id, chat);
        label.add(new Field(TITLE, words.over(title), WORDS));
        put(id, label);
    }

    private Key addPerson(Person person) throws IOException {
        Key key = Key.digest(Key.PERSON, digest(identity(person)));
        Document label = label(key, key);
        label.add(new Field(NAMES, words.over(names(person)), WORDS));
        for (String address : addresses(person)) {
            label.add(new StringField(ADDRESS, address, Field.Store.NO));
        }
        put(key, label);
        return key;
    }

    private Key addCompany(List<Key> keys) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(keys.size() * (KEY_BYTES + 1));
        keys.forEach(key -> all.put(key.bytes().bytes));
        Key company = Key.digest(Key.COMPANY, digest(all.array()));
        Document label = label(company, company);
        for (Key key : keys) {
            label.add(new StringField(MEMBER, key.bytes(), Field.Store.NO));
        }
        put(company, label);
        return company;
    }

    private static Document label(Key id, Key value) {
        Document label = new Document();
        label.add(new StringField(ID, id.bytes(), Field.Store.NO));
        label.add(new BinaryDocValuesField(VALUE, value.bytes()));
        return label;
    }

    private void put(Key id, Document label) throws IOException {
        writer.updateDocument(new Term(ID, id.bytes()), label);
    }

    private static List<String> names(Person person) {
        List<String> names = new ArrayList<>(3);
        add(names, person.name());
        add(names, person.phone(), number -> number.e164());
        add(names, person.email(), email -> localPart(email));
        return names;
    }

    /// Everything that stands for this person alone or for where they work.
    private static List<String> addresses(Person person) {
        List<String> addresses = new ArrayList<>();
        EmailAddress email = person.email();
        if (email != null) {
            addresses.add(email.value());
            String domain = email.value().substring(email.value().indexOf('@') + 1);
            for (int dot = domain.indexOf('.'); dot > 0; dot = domain.indexOf('.')) {
                addresses.add('@' + domain);
                domain = domain.substring(dot + 1);
            }
        }
        add(addresses, person.lid(), lid -> lid.jid());
        add(addresses, person.lid(), lid -> lid.digits());
        add(addresses, person.userId(), id -> id.value().toLowerCase(Locale.ROOT));
        return addresses;
    }

    private static String localPart(EmailAddress email) {
        return email.value().substring(0, email.value().indexOf('@'));
    }

    static void add(List<String> texts, @Nullable String text) {
        if (text != null) {
            texts.add(text);
        }
    }

    private static <T> void add(List<String> texts, @Nullable T value, Function<T, String> text) {
        if (value != null) {
            texts.add(text.apply(value));
        }
    }

    private static byte[] identity(Person person) {
        StringBuilder identity = new StringBuilder();
        names(person).forEach(text -> identity.append(text).append('\0'));
        identity.append('\1');
        addresses(person).forEach(text -> identity.append(text).append('\0'));
        return identity.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] digest(byte[] identity) {
        return Arrays.copyOf(sha256.digest(identity), KEY_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
