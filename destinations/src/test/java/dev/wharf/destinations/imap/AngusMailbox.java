package dev.wharf.destinations.imap;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/// Looks into a mailbox with another client than ours.
record AngusMailbox(int port, String user, String password) {

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Seen(String messageId, byte[] bytes, Instant received, boolean seen) {}

    List<Seen> read(String folder) throws MessagingException, IOException {
        List<Seen> mails = new ArrayList<>();
        try (Store store = store()) {
            Folder open = store.getFolder(folder);
            open.open(Folder.READ_ONLY);
            for (Message message : open.getMessages()) {
                boolean seen = message.isSet(Flags.Flag.SEEN);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                message.writeTo(bytes);
                String id = message.getHeader("Message-ID")[0];
                mails.add(
                        new Seen(
                                id.substring(1, id.length() - 1),
                                bytes.toByteArray(),
                                message.getReceivedDate().toInstant(),
                                seen));
            }
        }
        return mails;
    }

    List<String> subscribed() throws MessagingException {
        try (Store store = store()) {
            return Arrays.stream(store.getDefaultFolder().listSubscribed("*"))
                    .map(Folder::getFullName)
                    .toList();
        }
    }

    private Store store() throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.imap.partialfetch", "false");
        properties.put("mail.imap.peek", "true");
        Store store = Session.getInstance(properties).getStore("imap");
        store.connect("127.0.0.1", port, user, password);
        return store;
    }
}
