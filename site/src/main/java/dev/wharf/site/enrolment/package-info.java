/// How an employee comes in: a link by mail, the firm's notice, consent, and linking the phone.
@NullMarked
package dev.wharf.site.enrolment;

import org.jspecify.annotations.NullMarked;
