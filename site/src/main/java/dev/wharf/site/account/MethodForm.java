package dev.wharf.site.account;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// A way of capture as somebody wrote it, in a line of CSV or in JSON, before there is a session.
///
/// @param fields by name, blank ones left out
public record MethodForm(String kind, Map<String, String> fields) {
    private static final Map<String, List<String>> DEMANDED =
            Map.of(
                    "cloud-api", List.of("phone_number_id", "waba_id", "hook"),
                    "coexistence", List.of("phone_number_id", "waba_id", "hook", "partner"),
                    "linked", List.of("gateway"),
                    "export", List.of(),
                    "upload", List.of());

    /// Every field there is, for headers and JSON.
    public static final List<String> FIELDS =
            List.of("phone_number_id", "waba_id", "hook", "partner", "gateway");

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public MethodForm {
        kind = kind.toLowerCase(Locale.ROOT).replace('_', '-');
        fields = Map.copyOf(fields);
    }

    public static MethodForm of(CaptureMethod method) {
        return new MethodForm(
                method.kind(),
                switch (method) {
                    case CaptureMethod.CloudApi cloud ->
                            meta(cloud.phoneNumberId(), cloud.wabaId(), cloud.hook());
                    case CaptureMethod.Coexistence both -> {
                        Map<String, String> fields =
                                new TreeMap<>(
                                        meta(both.phoneNumberId(), both.wabaId(), both.hook()));
                        fields.put("partner", both.partner());
                        yield fields;
                    }
                    case CaptureMethod.Linked linked -> Map.of("gateway", linked.gateway());
                    case CaptureMethod.Export _, CaptureMethod.Upload _ -> Map.of();
                });
    }

    private static Map<String, String> meta(String number, String waba, String hook) {
        return Map.of("phone_number_id", number, "waba_id", waba, "hook", hook);
    }

    /// Whether updates come by themselves for a number, so that it must be known.
    boolean live() {
        return !kind.equals("export") && !kind.equals("upload");
    }

    /// @param complain field, and what is wrong with it
    void check(BiConsumer<String, String> complain) {
        List<String> demanded = DEMANDED.get(kind);
        if (demanded == null) {
            complain.accept("method", "not one of cloud-api, coexistence, linked, export, upload");
            return;
        }
        for (String name : demanded) {
            String value = fields.get(name);
            if (value == null) {
                complain.accept(name, "empty; the method " + kind + " needs it");
            } else if (!value.matches(NAME)) {
                complain.accept(name, "not a name of letters, digits, dots and dashes");
            }
        }
        fields.keySet().stream()
                .filter(name -> !demanded.contains(name))
                .sorted()
                .forEach(
                        name -> complain.accept(name, "the method " + kind + " has no such field"));
    }

    /// @param session for a linked device; not used otherwise
    CaptureMethod method(@Nullable String session) {
        return switch (kind) {
            case "cloud-api" ->
                    new CaptureMethod.CloudApi(
                            field("phone_number_id"), field("waba_id"), field("hook"));
            case "coexistence" ->
                    new CaptureMethod.Coexistence(
                            field("phone_number_id"),
                            field("waba_id"),
                            field("hook"),
                            field("partner"));
            case "linked" -> new CaptureMethod.Linked(field("gateway"), String.valueOf(session));
            case "export" -> new CaptureMethod.Export();
            case "upload" -> new CaptureMethod.Upload();
            default -> throw new IllegalStateException("a form that was not checked");
        };
    }

    private String field(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("a form that was not checked");
        }
        return value;
    }
}
