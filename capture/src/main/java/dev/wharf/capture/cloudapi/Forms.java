package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;
import dev.wharf.capture.json.Nodes;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Structured;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Messages that have a form: answers to buttons, lists and forms, orders, templates; and the
/// product or advertisement that a message refers to.
final class Forms {
    private Forms() {}

    /// `interactive`: what a person chose, or what the business offered to choose from.
    static Structured interactive(JsonNode interactive) {
        String type = Nodes.text(interactive, "type");
        String kind = type == null ? "interactive" : type;
        JsonNode reply = Nodes.object(interactive, kind);
        if (reply == null) {
            return new Structured(
                    kind,
                    Nodes.text(Nodes.object(interactive, "body"), "text"),
                    without(Nodes.fields(interactive), "type", "body.text"));
        }
        if (kind.equals("nfm_reply")) {
            return form(reply);
        }
        return new Structured(
                kind, Nodes.text(reply, "title"), without(Nodes.fields(reply), "title"));
    }

    /// The answers of a form come as JSON within a string, from the other side's phone.
    private static Structured form(JsonNode reply) {
        List<Field> fields = new ArrayList<>(without(Nodes.fields(reply), "body", "response_json"));
        String answers = Nodes.text(reply, "response_json");
        if (answers != null) {
            JsonNode read = JsonText.of(answers.getBytes(StandardCharsets.UTF_8)).tree();
            fields.addAll(
                    read != null && read.isObject()
                            ? Nodes.fields(read)
                            : List.of(new Field("response_json", answers)));
        }
        return new Structured("nfm_reply", Nodes.text(reply, "body"), fields);
    }

    static Structured button(JsonNode button) {
        return new Structured(
                "button", Nodes.text(button, "text"), without(Nodes.fields(button), "text"));
    }

    static Structured order(JsonNode order) {
        List<Field> fields = new ArrayList<>();
        String catalog = Nodes.text(order, "catalog_id");
        if (catalog != null) {
            fields.add(new Field("catalog_id", catalog));
        }
        for (JsonNode item : Nodes.list(order, "product_items")) {
            fields.add(
                    new Field(
                            orEmpty(Nodes.text(item, "product_retailer_id")),
                            "%s × %s %s"
                                    .formatted(
                                            orEmpty(Nodes.text(item, "quantity")),
                                            orEmpty(Nodes.text(item, "item_price")),
                                            orEmpty(Nodes.text(item, "currency")))
                                    .strip()));
        }
        return new Structured("order", null, fields);
    }

    static Structured template(JsonNode template) {
        return new Structured(
                "template", Nodes.text(template, "name"), without(Nodes.fields(template), "name"));
    }

    /// What stands beside a message of any type: the product asked about, the advertisement that
    /// led here.
    ///
    /// @return null when there is nothing
    static @Nullable Structured with(@Nullable Structured form, JsonNode message) {
        JsonNode product = Nodes.object(Nodes.object(message, "context"), "referred_product");
        JsonNode referral = Nodes.object(message, "referral");
        Structured whole = form;
        if (product != null) {
            whole = joined(whole, "product", null, product);
        }
        if (referral != null) {
            whole = joined(whole, "referral", Nodes.text(referral, "headline"), referral);
        }
        return whole;
    }

    private static Structured joined(
            @Nullable Structured form, String type, @Nullable String title, JsonNode node) {
        if (form == null) {
            return new Structured(type, title, without(Nodes.fields(node), "headline"));
        }
        List<Field> fields = new ArrayList<>(form.fields());
        for (Field field : Nodes.fields(node)) {
            fields.add(new Field(type + "." + field.name(), field.value()));
        }
        return new Structured(form.type(), form.title(), fields);
    }

    private static List<Field> without(List<Field> fields, String... names) {
        List<String> left = List.of(names);
        return fields.stream().filter(field -> !left.contains(field.name())).toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
