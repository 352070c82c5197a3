/// Directories that speak LDAP: Active Directory, OpenLDAP.
@NullMarked
package dev.wharf.destinations.ldap;

import org.jspecify.annotations.NullMarked;
