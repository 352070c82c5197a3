import module java.base;

/// Packs app/target/wharf-<version>.zip: bin/wharf, bin/wharf-upload, lib, documents, bill of
/// materials, SHA256SUMS.
///
/// Same sources, same bytes: entries are sorted, times are the build's `outputTimestamp`. Only jars
/// on the class path of wharf-app.jar are taken, so that what an older build left in lib stays out.
final class Release {

    private final Path root;
    private final Path target;
    private final String name;
    private final FileTime time;

    private Release(Path root, String version, Instant time) {
        this.root = root;
        this.target = root.resolve("app/target");
        this.name = "wharf-" + version;
        this.time = FileTime.from(time);
    }

    static void main(String[] args) throws Exception {
        // The times in a zip are local ones.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        new Release(Path.of(args[0]), args[1], Instant.parse(args[2])).pack();
    }

    private void pack() throws Exception {
        var zip = target.resolve(name + ".zip");
        Files.deleteIfExists(zip);
        var files = files();
        var create = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (var fs = FileSystems.newFileSystem(zip, create)) {
            for (var file : files.entrySet()) {
                add(fs, file.getKey(), Files.readAllBytes(file.getValue()));
            }
            add(fs, "SHA256SUMS", sums(files).getBytes(StandardCharsets.UTF_8));
        }
        var sum = sha256(zip) + "  " + zip.getFileName() + "\n";
        Files.writeString(target.resolve(name + ".zip.sha256"), sum);
        IO.print(sum);
    }

    private SortedMap<String, Path> files() throws IOException {
        var files = new TreeMap<String, Path>();
        for (var jar : jars()) {
            files.put("lib/" + jar, target.resolve("lib").resolve(jar));
        }
        files.put("bin/wharf", root.resolve("wharf"));
        files.put("bin/wharf-upload", root.resolve("tools/wharf-upload"));
        files.put("sbom.cdx.json", target.resolve(name + ".cdx.json"));
        for (var document : List.of("README.md", "LICENSE", "SECURITY.md")) {
            files.put(document, root.resolve(document));
        }
        for (var directory : List.of("docs", "deploy")) {
            try (var walk = Files.walk(root.resolve(directory))) {
                walk.filter(Files::isRegularFile)
                        .forEach(file -> files.put(root.relativize(file).toString(), file));
            }
        }

        return files;
    }

    private List<String> jars() throws IOException {
        try (var jar = new JarFile(target.resolve("lib/wharf-app.jar").toFile())) {
            var path = jar.getManifest().getMainAttributes().getValue("Class-Path").split(" ");
            return Stream.concat(Stream.of("wharf-app.jar"), Stream.of(path)).toList();
        }
    }

    private void add(FileSystem zip, String path, byte[] content) throws IOException {
        var entry = zip.getPath(name).resolve(path);
        for (var i = 1; i < entry.getNameCount(); i++) {
            var directory = entry.subpath(0, i);
            if (!Files.exists(directory)) {
                Files.createDirectory(directory);
                finish(directory, "rwxr-xr-x");
            }
        }
        Files.write(entry, content);
        finish(entry, path.startsWith("bin/") ? "rwxr-xr-x" : "rw-r--r--");
    }

    private void finish(Path entry, String permissions) throws IOException {
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString(permissions));
        Files.getFileAttributeView(entry, BasicFileAttributeView.class).setTimes(time, time, time);
    }

    private static String sums(SortedMap<String, Path> files) throws Exception {
        var sums = new StringBuilder();
        for (var file : files.entrySet()) {
            sums.append(sha256(file.getValue())).append("  ").append(file.getKey()).append('\n');
        }
        return sums.toString();
    }

    private static String sha256(Path file) throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
    }
}
