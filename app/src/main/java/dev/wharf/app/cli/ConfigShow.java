package dev.wharf.app.cli;

import dev.wharf.app.config.Configuration;
import dev.wharf.app.config.Setting;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;

import picocli.CommandLine.Command;

@Command(
        name = "show",
        description = "Show every setting, its value, and where the value comes from.")
final class ConfigShow extends Verb {

    ConfigShow(Session session) {
        super(session);
    }

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    ExitCode run() {
        Configuration configuration = configuration();
        Table table = new Table("setting", "value", "from", "~meaning");
        Json settings = Json.object();
        for (Setting setting : Setting.values()) {
            Configuration.Value value = configuration.value(setting);
            table.row(setting.key(), value.text(), value.origin(), setting.meaning());
            settings.with(
                    setting.key(),
                    Json.object().with("value", value.text()).with("from", value.origin()));
        }
        console().print("home " + homeDirectory());
        console().print(table);
        console().print(Json.object().with("home", homeDirectory()).with("settings", settings));
        return ExitCode.OK;
    }
}
