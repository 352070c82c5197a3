package dev.wharf.app.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A command and what it takes from the process it was typed into.
///
/// @param arguments after the program's name
/// @param directory that relative paths are relative to
/// @param userHome of whoever calls
/// @param terminals digits of the standard streams that are terminals: `012`
/// @param environment the variables that matter, and no secret
public record VerbRequest(
        List<String> arguments,
        Path directory,
        Path userHome,
        String terminals,
        Map<String, String> environment) {

    private static final int MOST_STRINGS = 20_000;

    public VerbRequest {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// @throws IOException when it is too long to be sent
    byte[] encode() throws IOException {
        List<String> fixed = List.of(directory.toString(), userHome.toString(), terminals);
        List<String> variables = new ArrayList<>();
        new TreeMap<>(environment)
                .forEach(
                        (name, value) -> {
                            variables.add(name);
                            variables.add(value);
                        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (List<String> list : List.of(fixed, arguments, variables)) {
                out.writeInt(list.size());
                for (String text : list) {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(utf8.length);
                    out.write(utf8);
                }
            }
        }
        if (bytes.size() > Frame.MOST) {
            throw new IOException("the arguments are too long");
        }
        return bytes.toByteArray();
    }

    static VerbRequest decode(byte[] payload) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            List<String> fixed = strings(in);
            List<String> arguments = strings(in);
            List<String> variables = strings(in);
            if (fixed.size() != 3 || variables.size() % 2 != 0 || in.available() > 0) {
                throw Frame.garbage();
            }
            Map<String, String> environment = new TreeMap<>();
            for (int i = 0; i < variables.size(); i += 2) {
                environment.put(variables.get(i), variables.get(i + 1));
            }
            return new VerbRequest(
                    arguments,
                    absolute(fixed.get(0)),
                    absolute(fixed.get(1)),
                    fixed.get(2),
                    environment);
        }
    }

    private static List<String> strings(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_STRINGS) {
            throw Frame.garbage();
        }
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw Frame.garbage();
            }
            strings.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        return strings;
    }

    private static Path absolute(String text) throws IOException {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException _) {
            throw Frame.garbage();
        }
        throw Frame.garbage();
    }
}
