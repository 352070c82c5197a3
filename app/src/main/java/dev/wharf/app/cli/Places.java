package dev.wharf.app.cli;

import dev.wharf.app.home.Homes;
import dev.wharf.app.site.Sites;

/// What a command may open.
record Places(Homes homes, Sites sites) {}
