/// The query language: what compliance people type, read into [dev.wharf.core.search.Query] and
/// printed back. Close to Microsoft Purview's Keyword Query Language; where it differs, it is more
/// exact (see `docs/search.md`).
@NullMarked
package dev.wharf.compliance.kql;

import org.jspecify.annotations.NullMarked;
