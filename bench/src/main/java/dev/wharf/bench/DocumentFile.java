package dev.wharf.bench;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.MatchBasis;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.party.UserId;
import dev.wharf.core.search.IndexDocument;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Documents on their way from one process of a benchmark to another. People and companies stand
/// once and are the same objects for all documents again, as an import gives them to the index.
final class DocumentFile {
    private static final int BUFFER = 1 << 20;
    private static final int NOTHING = 0;
    private static final int NARROW = 1;
    private static final int WIDE = 2;

    private DocumentFile() {}

    static void write(List<IndexDocument> documents, Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            Map<List<Person>, Integer> companies = new HashMap<>();
            Map<Person, Integer> people = new HashMap<>();
            out.writeInt(documents.size());
            for (IndexDocument document : documents) {
                write(document, companies, people, out);
            }
        }
    }

    private static void write(
            IndexDocument document,
            Map<List<Person>, Integer> companies,
            Map<Person, Integer> people,
            DataOutputStream out)
            throws IOException {
        out.writeLong(document.sequence());
        out.writeLong(document.time().getEpochSecond());
        out.writeByte(document.kind().code());
        out.writeLong(document.chat().value());
        text(document.chatTitle(), out);
        person(document.from(), people, out);
        Integer known = companies.get(document.people());
        out.writeInt(known == null ? -1 - document.people().size() : known);
        if (known == null) {
            companies.put(document.people(), companies.size());
            for (Person person : document.people()) {
                person(person, people, out);
            }
        }
        text(document.subject(), out);
        text(document.body(), out);
        out.writeInt(document.attachments().size());
        for (IndexDocument.File attachment : document.attachments()) {
            text(attachment.name(), out);
            text(attachment.type(), out);
        }
        out.writeInt(document.audience());
    }

    private static void person(
            @Nullable Person person, Map<Person, Integer> people, DataOutputStream out)
            throws IOException {
        Integer known = person == null ? Integer.valueOf(-2) : people.get(person);
        out.writeInt(known == null ? -1 : known);
        if (person == null || known != null) {
            return;
        }
        people.put(person, people.size());
        text(person.party() == null ? null : Integer.toString(person.party().value()), out);
        text(person.name(), out);
        text(person.phone() == null ? null : person.phone().e164(), out);
        text(person.lid() == null ? null : person.lid().digits(), out);
        text(person.userId() == null ? null : person.userId().value(), out);
        text(person.email() == null ? null : person.email().value(), out);
        text(person.matchedBy() == null ? null : person.matchedBy().name(), out);
        out.writeBoolean(person.owner());
    }

    /// In whole bytes, so that reading costs next to nothing.
    private static void text(@Nullable String text, DataOutputStream out) throws IOException {
        boolean wide = text != null && text.chars().anyMatch(c -> c > 0xff);
        byte[] bytes =
                text == null
                        ? new byte[0]
                        : text.getBytes(
                                wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
        out.writeByte(text == null ? NOTHING : wide ? WIDE : NARROW);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// Reads some documents after the others, so that not all of them lie in the heap. For one
    /// thread.
    static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private final List<List<Person>> companies = new ArrayList<>();
        private final List<Person> people = new ArrayList<>();
        private int left;

        Reader(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            left = in.readInt();
        }

        /// @return at most so many; none at the end
        List<IndexDocument> next(int most) throws IOException {
            List<IndexDocument> documents = new ArrayList<>(Math.min(most, left));
            for (; left > 0 && documents.size() < most; left--) {
                documents.add(document());
            }
            return documents;
        }

        private IndexDocument document() throws IOException {
            return new IndexDocument(
                    in.readLong(),
                    Instant.ofEpochSecond(in.readLong()),
                    EventKind.of(in.readUnsignedByte()),
                    new ConversationId(in.readLong()),
                    text(),
                    person(),
                    company(),
                    needed(text()),
                    needed(text()),
                    attachments(),
                    in.readInt());
        }

        private List<Person> company() throws IOException {
            int number = in.readInt();
            if (number >= 0) {
                return companies.get(number);
            }
            List<Person> company = new ArrayList<>();
            for (int i = -1 - number; i > 0; i--) {
                company.add(needed(person()));
            }
            companies.add(List.copyOf(company));
            return companies.getLast();
        }

        private @Nullable Person person() throws IOException {
            int number = in.readInt();
            if (number == -2) {
                return null;
            }
            if (number >= 0) {
                return people.get(number);
            }
            String party = text();
            String name = text();
            String phone = text();
            String lid = text();
            String user = text();
            String email = text();
            String matchedBy = text();
            people.add(
                    new Person(
                            party == null ? null : new PartyId(Integer.parseInt(party)),
                            name,
                            phone == null ? null : new PhoneNumber(phone),
                            lid == null ? null : new Lid(lid),
                            user == null ? null : new UserId(user),
                            email == null ? null : new EmailAddress(email),
                            matchedBy == null ? null : MatchBasis.valueOf(matchedBy),
                            in.readBoolean()));
            return people.getLast();
        }

        private List<IndexDocument.File> attachments() throws IOException {
            List<IndexDocument.File> files = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                files.add(new IndexDocument.File(text(), text()));
            }
            return files;
        }

        private @Nullable String text() throws IOException {
            int width = in.readUnsignedByte();
            byte[] bytes = in.readNBytes(in.readInt());
            return switch (width) {
                case NOTHING -> null;
                case NARROW -> new String(bytes, StandardCharsets.ISO_8859_1);
                default -> new String(bytes, StandardCharsets.UTF_16BE);
            };
        }

        private static <T> T needed(@Nullable T value) throws IOException {
            if (value == null) {
                throw new IOException("the file of documents is not what was written");
            }
            return value;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
