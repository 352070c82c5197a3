package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.JsonText;

import java.io.IOException;
import java.util.Map;

/// 360dialog forwards Meta's webhooks as they are, but for those that come once, after a number was
/// taken on: `{"id":…,"event":"history","data":{…}}`, where `data` is the value of Meta's change
/// and the id of the account beside it.
///
/// From its documents (docs.360dialog.com, coexistence webhooks); never tried against its servers.
final class Dialog360 implements PartnerEnvelope {
    @Override
    public String partner() {
        return "360dialog";
    }

    @Override
    public boolean recognises(Map<String, JsonText> members) {
        JsonText data = members.get("data");
        JsonText event = members.get("event");
        return data != null
                && event != null
                && members.containsKey("id")
                && data.isObject()
                && Shape.isValue(data.members());
    }

    @Override
    public void unwrap(
            Place place, JsonText document, Map<String, JsonText> members, ChangeWalk walk)
            throws IOException {
        JsonText data = members.get("data");
        JsonText event = members.get("event");
        if (data != null && event != null) {
            Map<String, JsonText> value = data.members();
            JsonText account = value.remove("id");
            Place at = place.of(account == null ? null : account.string(), null).at("data");
            walk.value(at, event.string(), value, document);
        }
    }
}
