/// What was done at the site, and by whom: kept here, chained, until the archive's ledger has it.
@NullMarked
package dev.wharf.site.audit;

import org.jspecify.annotations.NullMarked;
