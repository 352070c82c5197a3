/// The database under the catalog: one writer, many readers, migrations.
@NullMarked
package dev.wharf.store.sql;

import org.jspecify.annotations.NullMarked;
