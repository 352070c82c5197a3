package dev.wharf.mail;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Reads a mail with Jakarta Mail (angus).
final class AngusReader {
    private String text = "";
    private String html = "";
    private final List<String> files = new ArrayList<>();

    static Seen read(byte[] mail) throws IOException {
        try {
            return new AngusReader().seen(mail);
        } catch (MessagingException broken) {
            throw new IOException(broken);
        }
    }

    private Seen seen(byte[] mail) throws IOException, MessagingException {
        MimeMessage message =
                new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        part(message);
        List<String> to = new ArrayList<>();
        String group = null;
        for (Address address : message.getRecipients(Message.RecipientType.TO)) {
            InternetAddress mailbox = (InternetAddress) address;
            if (mailbox.isGroup()) {
                // Angus gives a group as one address `name:members;`, undecoded.
                String whole = mailbox.getAddress();
                int colon = whole.startsWith("\"") ? closingQuote(whole) + 1 : whole.indexOf(':');
                group = decodedPhrase(whole.substring(0, colon).strip());
                for (InternetAddress member : mailbox.getGroup(true)) {
                    to.add(person(member));
                }
            } else {
                to.add(person(mailbox));
            }
        }
        return new Seen(
                message.getSubject(),
                person((InternetAddress) message.getFrom()[0]),
                group,
                to,
                message.getSentDate().toInstant().getEpochSecond(),
                message.getMessageID(),
                message.getHeader("In-Reply-To", null),
                text,
                html,
                files,
                properties(message));
    }

    private static int closingQuote(String phrase) {
        int i = 1;
        while (phrase.charAt(i) != '"') {
            i += phrase.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static String decodedPhrase(String phrase) throws IOException {
        return phrase.startsWith("\"")
                ? phrase.substring(1, phrase.length() - 1).replaceAll("\\\\(.)", "$1")
                : MimeUtility.decodeText(MimeUtility.unfold(phrase));
    }

    private static Map<String, String> properties(MimeMessage message)
            throws IOException, MessagingException {
        Map<String, String> properties = new TreeMap<>();
        for (Enumeration<Header> headers = message.getAllHeaders(); headers.hasMoreElements(); ) {
            Header header = headers.nextElement();
            if (header.getName().startsWith("X-Wharf-")) {
                properties.put(
                        header.getName(),
                        MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
            }
        }
        return properties;
    }

    private void part(Part part) throws IOException, MessagingException {
        if (part.isMimeType("multipart/*")) {
            MimeMultipart multipart = (MimeMultipart) part.getContent();
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                part(child);
            }
            return;
        }
        byte[] bytes = part.getInputStream().readAllBytes();
        if (Part.ATTACHMENT.equals(part.getDisposition())) {
            String type = new ContentType(part.getContentType()).getBaseType();
            files.add(
                    part.getFileName()
                            + " | "
                            + type.toLowerCase(Locale.ROOT)
                            + " | "
                            + Seen.digest(bytes));
        } else if (part.isMimeType("text/html")) {
            html = Seen.utf8(bytes);
        } else {
            text = Seen.utf8(bytes);
        }
    }

    private static String person(InternetAddress address) {
        return Seen.person(address.getPersonal(), address.getAddress());
    }
}
