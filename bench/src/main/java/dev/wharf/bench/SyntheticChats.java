package dev.wharf.bench;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.search.IndexDocument;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Documents of made-up chats: 2,000 people, 5,000 chats of 2 to 40 members, about twelve words a
/// message from a vocabulary that falls off as languages do. The same seed gives the same ones.
final class SyntheticChats {
    static final long START = 1_700_000_000;

    private static final int WORDS = 60_000;
    private static final int YEAR = 365 * 86_400;

    private final long seed;
    private final String[] words = new String[WORDS];
    private final List<Person> people = new ArrayList<>();
    private final List<List<Person>> chats = new ArrayList<>();

    SyntheticChats(long seed) {
        this.seed = seed;
        Random random = new Random(seed);
        for (int i = 0; i < WORDS; i++) {
            words[i] = syllables(random, 1 + i % 3 + random.nextInt(2));
        }
        for (int i = 0; i < 2_000; i++) {
            String name = capital(syllables(random, 2)) + " " + capital(syllables(random, 3));
            people.add(
                    new Person(
                            null,
                            name,
                            new PhoneNumber("+4477%08d".formatted(i)),
                            null,
                            null,
                            new EmailAddress("user%d@firm%d.example".formatted(i, i % 20)),
                            null,
                            false));
        }
        for (int i = 0; i < 5_000; i++) {
            int members = i % 4 == 0 ? 3 + random.nextInt(38) : 2;
            chats.add(
                    IntStream.range(0, members)
                            .mapToObj(_ -> people.get(random.nextInt(people.size())))
                            .distinct()
                            .toList());
        }
    }

    private static String syllables(Random random, int count) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= count; i++) {
            word.append("bcdfghjklmnprstvwz".charAt(random.nextInt(18)));
            word.append("aeiou".charAt(random.nextInt(5)));
        }
        return word.toString();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /// Rank r comes about as often as 1/r.
    String word(Random random) {
        return words[(int) Math.pow(WORDS, random.nextDouble()) - 1];
    }

    String commonWord(Random random) {
        return words[random.nextInt(50)];
    }

    String name(Random random) {
        return people.get(random.nextInt(people.size())).label();
    }

    Iterator<IndexDocument> documents(int count) {
        Random random = new Random(seed);
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public IndexDocument next() {
                return document(++next, count, random);
            }
        };
    }

    private IndexDocument document(int sequence, int count, Random random) {
        int chat = random.nextInt(chats.size());
        List<Person> members = chats.get(chat);
        Person from = members.get(random.nextInt(members.size()));
        StringBuilder body = new StringBuilder();
        for (int n = 4 + random.nextInt(17); n > 0; n--) {
            body.append(word(random)).append(n % 7 == 0 ? ", " : " ");
        }
        return new IndexDocument(
                sequence,
                Instant.ofEpochSecond(START + (long) YEAR * sequence / count),
                EventKind.MESSAGE,
                new ConversationId(chat),
                "Chat " + chat,
                from,
                members,
                "WhatsApp message from " + from.label() + " to Chat " + chat,
                body.toString(),
                List.of(),
                chat + 1);
    }
}
