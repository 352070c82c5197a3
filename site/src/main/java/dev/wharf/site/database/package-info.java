/// `site.db`: what the site knows beside what it has sealed. One thread writes, many read.
@NullMarked
package dev.wharf.site.database;

import org.jspecify.annotations.NullMarked;
