package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Meta batches as it likes, twice and in any order: the events are those of the updates.
class BatchesTest {
    private static final int ROUNDS = 60;

    /// One update of one change.
    private record Update(String field, String list, String beside, String json) {}

    @Test
    void shuffledSplitMergedAndRepeatedTheEventsAreTheSame() {
        long seed = 20261122;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed + round);
            List<Update> updates = updates(random, 12);
            Set<String> alone = said(List.of(document(singly(updates))));

            List<Update> again = new ArrayList<>(updates);
            again.addAll(updates.subList(0, 4));
            Collections.shuffle(again, random);

            assertThat(said(documents(again, random))).as("round %d", round).isEqualTo(alone);
        }
    }

    private static Set<String> said(List<String> captures) {
        Set<String> said = new TreeSet<>();
        captures.forEach(
                capture -> Webhook.text(capture).decoded().forEach(e -> said.add(Webhook.said(e))));
        return said;
    }

    private static List<String> singly(List<Update> updates) {
        return updates.stream().map(one -> change(List.of(one))).toList();
    }

    /// Neighbours of one list share a change; changes share entries, webhooks and captures.
    private static List<String> documents(List<Update> updates, Random random) {
        List<String> changes = new ArrayList<>();
        List<Update> open = new ArrayList<>();
        for (Update update : updates) {
            boolean fits =
                    open.isEmpty()
                            || (open.getFirst().list.equals(update.list)
                                    && open.getFirst().field.equals(update.field));
            if (!fits || random.nextInt(4) == 0) {
                flush(open, changes);
            }
            open.add(update);
        }
        flush(open, changes);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < changes.size(); ) {
            int end = Math.min(changes.size(), i + 1 + random.nextInt(3));
            documents.add(document(changes.subList(i, end)));
            i = end;
        }
        Function<List<String>, String> file =
                random.nextBoolean()
                        ? all -> String.join("\n", all)
                        : all -> "[" + String.join(",", all) + "]";
        int cut = random.nextInt(documents.size());
        List<String> captures = new ArrayList<>();
        if (cut > 0) {
            captures.add(file.apply(documents.subList(0, cut)));
        }
        captures.add(file.apply(documents.subList(cut, documents.size())));
        return captures;
    }

    private static void flush(List<Update> open, List<String> changes) {
        if (!open.isEmpty()) {
            changes.add(change(open));
            open.clear();
        }
    }

    private static String change(List<Update> updates) {
        Update first = updates.getFirst();
        List<String> beside = updates.stream().map(Update::beside).distinct().toList();
        return Webhook.change(
                first.field,
                "\"contacts\":[%s],\"%s\":[%s]"
                        .formatted(
                                String.join(",", beside),
                                first.list,
                                String.join(",", updates.stream().map(Update::json).toList())));
    }

    private static String document(List<String> changes) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":["
                + String.join(",", changes)
                + "]}]}";
    }

    private static List<Update> updates(Random random, int count) {
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            updates.add(update(i, random));
        }
        return updates;
    }

    private static Update update(int number, Random random) {
        String phone = "4917000000" + random.nextInt(10);
        String contact =
                "{\"profile\":{\"name\":\"P%s\"},\"wa_id\":\"%s\",\"user_id\":\"US.%s\"}"
                        .formatted(phone, phone, phone);
        String head = "\"id\":\"wamid.%d\",\"timestamp\":\"174434%04d\"".formatted(number, number);
        return switch (random.nextInt(4)) {
            case 0 ->
                    new Update(
                            "messages",
                            "messages",
                            contact,
                            "{\"from_user_id\":\"US.%s\",%s,\"type\":\"text\",\"text\":{\"body\":\"t%d\"}}"
                                    .formatted(phone, head, number));
            case 1 ->
                    new Update(
                            "messages",
                            "statuses",
                            contact,
                            "{%s,\"status\":\"read\",\"recipient_id\":\"%s\"}"
                                    .formatted(head, phone));
            case 2 ->
                    new Update(
                            "smb_message_echoes",
                            "message_echoes",
                            contact,
                            "{\"from\":\"15550783881\",\"to\":\"%s\",%s,\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"wamid.x\"}}"
                                    .formatted(phone, head));
            default ->
                    new Update(
                            "calls",
                            "calls",
                            contact,
                            "{\"from\":\"%s\",\"event\":\"terminate\",%s,\"direction\":\"USER_INITIATED\"}"
                                    .formatted(phone, head));
        };
    }
}
