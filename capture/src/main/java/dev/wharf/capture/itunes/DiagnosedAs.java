package dev.wharf.capture.itunes;

import java.io.Serial;

/// Carries a [Diagnosis] in a failure, as its cause.
final class DiagnosedAs extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final Diagnosis diagnosis;

    DiagnosedAs(Diagnosis diagnosis) {
        super(diagnosis.name(), null, false, false);
        this.diagnosis = diagnosis;
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }
}
