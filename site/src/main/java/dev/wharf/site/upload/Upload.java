package dev.wharf.site.upload;

import dev.wharf.core.key.Secret;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.store.key.RecordCipher;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One upload, in a folder of its own:
///
/// ```
/// plan      what was said at the beginning, and the content's key; sealed under the site's own key
/// content   what has arrived, see SealedContent; gone once it is captured
/// result    of the capture: sequence, digest, size; sealed as the plan is
/// ```
///
/// For one thread at a time; its lock is the object's.
final class Upload {
    private final String id;
    private final String owner;
    private final UploadPlan plan;
    private final Path folder;
    private final RecordCipher site;
    private final RecordCipher cipher;

    private Upload(
            String id,
            String owner,
            UploadPlan plan,
            Path folder,
            RecordCipher site,
            RecordCipher cipher) {
        this.id = id;
        this.owner = owner;
        this.plan = plan;
        this.folder = folder;
        this.site = site;
        this.cipher = cipher;
    }

    /// What became of it.
    record Result(long sequence, String sha256, long size) {}

    /// Durable when it returns.
    static Upload begin(
            Path folder, String owner, UploadPlan plan, RecordCipher site, SecureRandom random)
            throws IOException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        String id = String.valueOf(folder.getFileName());
        DurableFiles.createDirectories(folder);
        ObjectNode json = plan.json();
        json.put("owner", owner).put("key", Base64.getEncoder().encodeToString(key));
        byte[] text = JsonMapper.shared().writeValueAsBytes(json);
        DurableFiles.write(folder.resolve("plan"), site.seal(text, context("plan", id)));
        Arrays.fill(text, (byte) 0);
        return new Upload(id, owner, plan, folder, site, cipher(key));
    }

    /// Empty when it was begun and not acknowledged, or is not this site's.
    static Optional<Upload> open(Path folder, RecordCipher site) throws IOException {
        Path file = folder.resolve("plan");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String id = String.valueOf(folder.getFileName());
        Optional<byte[]> text = site.open(Files.readAllBytes(file), context("plan", id));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = JsonMapper.shared().readTree(text.get());
        byte[] key = Base64.getDecoder().decode(json.required("key").stringValue());
        return Optional.of(
                new Upload(
                        id,
                        json.required("owner").stringValue(),
                        UploadPlan.of(json),
                        folder,
                        site,
                        cipher(key)));
    }

    private static RecordCipher cipher(byte[] key) {
        try (Secret secret = Secret.copyOf(key)) {
            return new RecordCipher(secret);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] context(String what, String id) {
        return "wharf-upload-%s/1 %s".formatted(what, id).getBytes(StandardCharsets.UTF_8);
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    UploadPlan plan() {
        return plan;
    }

    SealedContent content() throws IOException {
        return SealedContent.open(folder.resolve("content"), cipher, id);
    }

    Optional<Result> result() throws IOException {
        Path file = folder.resolve("result");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return site.open(Files.readAllBytes(file), context("result", id))
                .map(text -> JsonMapper.shared().readValue(text, Result.class));
    }

    /// Durable when it returns; the content is gone then.
    void captured(Result result) throws IOException {
        byte[] text = JsonMapper.shared().writeValueAsBytes(result);
        DurableFiles.write(folder.resolve("result"), site.seal(text, context("result", id)));
        Files.deleteIfExists(folder.resolve("content"));
    }

    static boolean isCaptured(Path folder) {
        return Files.exists(folder.resolve("result"));
    }

    /// When something was last done with it.
    static Instant touched(Path folder) throws IOException {
        Instant last = Files.getLastModifiedTime(folder).toInstant();
        for (Path file : files(folder)) {
            Instant each = Files.getLastModifiedTime(file).toInstant();
            last = each.isAfter(last) ? each : last;
        }
        return last;
    }

    void delete() throws IOException {
        delete(folder);
    }

    static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
