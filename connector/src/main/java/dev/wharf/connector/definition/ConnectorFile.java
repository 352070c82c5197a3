package dev.wharf.connector.definition;

import dev.wharf.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// The YAML in which people write a connector, read strictly: whatever is wrong is told with file,
/// line, column and key, and then nothing is taken. `docs/connector-file.md` is its manual.
///
/// Safe for many threads.
public final class ConnectorFile {
    private static final YAMLMapper WRITER =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                                    .disable(YAMLWriteFeature.SPLIT_LINES)
                                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                                    .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                                    .build())
                    .build();

    private final Terms terms;
    private final Kinds kinds;

    /// @param terms that hold now: an acceptance of others does not count
    public ConnectorFile(Terms terms, Kinds kinds) {
        this.terms = terms;
        this.kinds = kinds;
    }

    /// @param accepted for a file that does not say so itself; null when nobody has accepted
    /// @throws dev.wharf.core.error.WharfException CONFIG_INVALID for the first thing that is wrong
    public ConnectorDefinition read(ConnectorText file, @Nullable TermsAcceptance accepted) {
        Origin origin = new Origin(file.name(), ErrorCode.CONFIG_INVALID);
        Node node = NodeReader.read(origin, new YAMLFactory(), file.text());
        ConnectorDefinition definition =
                new DefinitionReader(origin, file.companions(), kinds).read(node, accepted);
        if (!definition.terms().terms().equals(terms.digest())) {
            throw origin.wrong(
                    node.at(),
                    "terms",
                    "other terms were accepted than those that hold now; read them again ('wharf connector terms')");
        }
        return definition;
    }

    /// The whole definition as such a file, with secrets as references.
    public static String print(ConnectorDefinition definition) {
        return WRITER.writeValueAsString(DefinitionTree.of(definition));
    }
}
