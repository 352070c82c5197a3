/// What opening encrypted phone backups costs.
@NullMarked
package dev.wharf.bench.crypt;

import org.jspecify.annotations.NullMarked;
