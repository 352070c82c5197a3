package dev.wharf.capture.file;

import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Media types by file name extension, and by a content's first bytes.
public final class MediaTypes {
    public static final int SNIFFED = 64;

    private static final Map<String, String> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("png", "image/png"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("heic", "image/heic"),
                    Map.entry("was", "application/x-was"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("3gp", "video/3gpp"),
                    Map.entry("mov", "video/quicktime"),
                    Map.entry("mkv", "video/x-matroska"),
                    Map.entry("avi", "video/x-msvideo"),
                    Map.entry("opus", "audio/ogg"),
                    Map.entry("ogg", "audio/ogg"),
                    Map.entry("m4a", "audio/mp4"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("aac", "audio/aac"),
                    Map.entry("amr", "audio/amr"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("vcf", "text/vcard"),
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("txt", "text/plain"),
                    Map.entry("csv", "text/csv"),
                    Map.entry("rtf", "application/rtf"),
                    Map.entry("zip", "application/zip"),
                    Map.entry("apk", "application/vnd.android.package-archive"),
                    Map.entry("doc", "application/msword"),
                    Map.entry("xls", "application/vnd.ms-excel"),
                    Map.entry("ppt", "application/vnd.ms-powerpoint"),
                    Map.entry(
                            "docx",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                    Map.entry(
                            "xlsx",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                    Map.entry(
                            "pptx",
                            "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
                    Map.entry("odt", "application/vnd.oasis.opendocument.text"),
                    Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"));

    private MediaTypes() {}

    public static @Nullable String declared(String extension) {
        return BY_EXTENSION.get(extension);
    }

    /// @param extension in lower case, without the dot
    public static MediaKind kind(String extension) {
        String type = BY_EXTENSION.get(extension);
        if (type == null) {
            return MediaKind.DOCUMENT;
        }
        if (type.equals("text/vcard")) {
            return MediaKind.CONTACT_CARD;
        }
        if (extension.equals("opus")) {
            return MediaKind.VOICE_NOTE;
        }
        return switch (type.substring(0, type.indexOf('/'))) {
            case "image" -> extension.equals("webp") ? MediaKind.STICKER : MediaKind.IMAGE;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            default -> MediaKind.DOCUMENT;
        };
    }

    /// @return null when the first bytes say nothing
    public static @Nullable String sniff(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00FF\u00D8\u00FF")) {
            return "image/jpeg";
        }
        if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
            return "image/png";
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return "image/gif";
        }
        if (text.startsWith("%PDF-")) {
            return "application/pdf";
        }
        if (text.startsWith("OggS")) {
            return "audio/ogg";
        }
        if (text.startsWith("#!AMR")) {
            return "audio/amr";
        }
        if (text.startsWith("ID3")) {
            return "audio/mpeg";
        }
        if (text.startsWith("BEGIN:VCARD")) {
            return "text/vcard";
        }
        if (text.startsWith("PK\u0003\u0004")) {
            return "application/zip";
        }
        if (text.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            return "application/x-ole-storage";
        }
        return container(text);
    }

    private static @Nullable String container(String text) {
        if (text.length() < 12) {
            return null;
        }
        String form = text.substring(8, 12);
        if (text.startsWith("RIFF")) {
            return switch (form) {
                case "WEBP" -> "image/webp";
                case "WAVE" -> "audio/wav";
                case "AVI " -> "video/x-msvideo";
                default -> null;
            };
        }
        if (!text.startsWith("ftyp", 4)) {
            return null;
        }
        return switch (form) {
            case "qt  " -> "video/quicktime";
            case "M4A ", "M4B " -> "audio/mp4";
            case "heic", "heix", "mif1" -> "image/heic";
            default -> form.startsWith("3g") ? "video/3gpp" : "video/mp4";
        };
    }
}
