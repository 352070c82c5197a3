package dev.wharf.capture.crypt;

/// Carries a diagnosis in an exception that has no place for one.
final class DiagnosedAs extends Exception {
    private static final long serialVersionUID = 1L;

    private final Diagnosis diagnosis;

    DiagnosedAs(Diagnosis diagnosis) {
        super(diagnosis.name(), null, false, false);
        this.diagnosis = diagnosis;
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }
}
