package dev.wharf.testkit.imap;

import dev.wharf.testkit.imap.FakeImap.Fault;
import dev.wharf.testkit.imap.FakeImap.Stored;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One connection to a [FakeImap].
final class FakeImapConnection {
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)(\\+?)}$");
    private static final Pattern HEAD =
            Pattern.compile("(\\([^)]*\\))? ?\"([^\"]*)\" \\{\\d+\\+?}$");
    private static final Pattern ID =
            Pattern.compile(
                    "^message-id: *<([^>]+)>", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern SET = Pattern.compile("UID \\w+ ([\\d:,*]+)");

    private final FakeImap server;
    private final InputStream in;
    private final OutputStream out;
    private final List<Long> deleted = new ArrayList<>();

    FakeImapConnection(FakeImap server, Socket socket) throws IOException {
        this.server = server;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void serve() throws IOException {
        say("* OK [CAPABILITY " + server.capabilities() + " AUTH=PLAIN AUTH=XOAUTH2] ready");
        while (true) {
            String line = line();
            int space = line.indexOf(' ');
            String tag = line.substring(0, Math.max(space, 0));
            String command = line.substring(space + 1);
            Optional<Fault> fault = server.begins(command);
            if (fault.isEmpty()) {
                say(tag + " " + run(command));
            } else if (!wrong(tag, command, fault.get())) {
                return;
            }
        }
    }

    /// @return whether the connection goes on
    private boolean wrong(String tag, String command, Fault fault) throws IOException {
        switch (fault) {
            case Fault.Answer(String text) -> {
                if (command.startsWith("APPEND")) {
                    mails(command);
                }
                if (text.startsWith("+")) {
                    say(text);
                    line();
                    say(tag + " NO AUTHENTICATE failed.");
                    return true;
                }
                say(text.startsWith("*") ? text : tag + " " + text);
                return !text.startsWith("* BYE");
            }
            case Fault.DoThenCut() -> run(command);
            case Fault.CutAfter(int bytes) -> {
                Matcher literal = LITERAL.matcher(command);
                if (literal.find() && literal.group(2).isEmpty()) {
                    say("+ go");
                }
                in.readNBytes(bytes);
            }
            case Fault.Garbage(String bytes) -> {
                out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            case Fault.Silence() -> in.transferTo(OutputStream.nullOutputStream());
            case Fault.Deaf() -> server.awaitClose();
        }
        return false;
    }

    private String run(String command) throws IOException {
        String verb = command.split(" ")[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "CAPABILITY" -> {
                say("* CAPABILITY " + server.capabilities());
                yield "OK";
            }
            case "STATUS" ->
                    server.folderThere() ? status() : "NO [NONEXISTENT] there is no such folder";
            case "CREATE" -> {
                server.makeFolder();
                yield "OK";
            }
            case "LIST" -> {
                say("* LIST () \"/\" \"\"");
                yield "OK";
            }
            case "EXAMINE", "SELECT" -> examine();
            case "APPEND" -> append(command);
            case "UID" -> uid(command);
            case "LOGOUT" -> throw new EOFException();
            default -> "OK";
        };
    }

    private String status() throws IOException {
        say("* STATUS x (UIDVALIDITY 7 UIDNEXT " + server.nextUid() + ")");
        return "OK";
    }

    private String examine() throws IOException {
        say("* " + server.mails().size() + " EXISTS");
        say("* OK [UIDVALIDITY 7] fine");
        say("* OK [UIDNEXT " + server.nextUid() + "] fine");
        return "OK";
    }

    private String append(String command) throws IOException {
        List<Stored> mails = mails(command);
        if (mails.size() > 1 && !server.capabilities().contains("MULTIAPPEND")) {
            return "BAD one mail at a time";
        }
        long first = server.store(mails);
        long last = first + mails.size() - 1;
        String uids = first == last ? "" + first : first + ":" + last;
        return server.capabilities().contains("UIDPLUS")
                ? "OK [APPENDUID 7 " + uids + "] stored"
                : "OK stored";
    }

    private List<Stored> mails(String command) throws IOException {
        List<Stored> mails = new ArrayList<>();
        String rest = command;
        while (!rest.isBlank()) {
            Matcher literal = LITERAL.matcher(rest);
            Matcher head = HEAD.matcher(rest);
            if (!literal.find() || !head.find()) {
                throw new IOException("no APPEND of ours");
            }
            if (literal.group(2).isEmpty()) {
                say("+ go");
            }
            byte[] bytes = in.readNBytes(Integer.parseInt(literal.group(1)));
            mails.add(new Stored(0, String.valueOf(head.group(1)), head.group(2), bytes));
            rest = line();
        }
        return mails;
    }

    private String uid(String command) throws IOException {
        if (command.startsWith("UID SEARCH")) {
            StringBuilder found = new StringBuilder("* SEARCH");
            for (Stored mail : server.mails()) {
                found.append(command.contains(id(mail)) ? " " + mail.uid() : "");
            }
            say(found.toString());
        } else if (command.startsWith("UID FETCH")) {
            fetch(command);
        } else if (command.startsWith("UID STORE")) {
            deleted.add(Long.parseLong(set(command)));
        } else if (command.startsWith("UID EXPUNGE")) {
            deleted.stream().filter(uid -> set(command).equals("" + uid)).forEach(server::remove);
        }
        return "OK";
    }

    private void fetch(String command) throws IOException {
        int number = 0;
        for (Stored mail : server.mails()) {
            number++;
            if (!within(set(command), mail.uid())) {
                continue;
            }
            byte[] body =
                    command.contains("HEADER.FIELDS")
                            ? ("Message-ID: <" + id(mail) + ">\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1)
                            : mail.bytes();
            String what =
                    command.contains("HEADER.FIELDS")
                            ? "BODY[HEADER.FIELDS (MESSAGE-ID)]"
                            : "BODY[]";
            String head =
                    "* %d FETCH (UID %d INTERNALDATE \"%s\" %s {%d}\r\n"
                            .formatted(number, mail.uid(), mail.date(), what, body.length);
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            say(")");
        }
    }

    private static String set(String command) {
        Matcher set = SET.matcher(command);
        return set.find() ? set.group(1) : "";
    }

    private static boolean within(String set, long uid) {
        for (String range : set.split(",")) {
            String[] ends = range.split(":");
            long first = Long.parseLong(ends[0]);
            String last = ends[ends.length - 1];
            if (uid >= first && (last.equals("*") || uid <= Long.parseLong(last))) {
                return true;
            }
        }
        return false;
    }

    static String id(Stored mail) {
        Matcher id = ID.matcher(new String(mail.bytes(), StandardCharsets.ISO_8859_1));
        return id.find() ? id.group(1) : "none";
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
