package dev.wharf.compliance.kql;

/// What stands between a property and its value.
enum Operator {
    NOT_EQUAL("<>"),
    AT_LEAST(">="),
    AT_MOST("<="),
    IS(":"),
    EQUAL("="),
    MORE(">"),
    LESS("<");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }
}
