package dev.wharf.app.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The rules of the house that a compiler cannot hold, over the classes of all modules.
class ArchitectureTest {

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.wharf");

    /// What a class must be given instead of fetching it: the owner, the method, and why.
    record Ban(String owner, String methods, String because) {}

    private static List<Ban> bans() {
        var clock = "time comes from the injected Clock, or a test cannot set it";
        var environment = "configuration comes from app, which alone reads the environment";
        var zone = "a time zone is decided by evidence or configuration, never by the machine";
        return List.of(
                new Ban("java\\.time\\.Clock", "system.*|tick.*", clock),
                new Ban("java\\.lang\\.System", "currentTimeMillis", clock),
                new Ban("java\\.lang\\.System", "getenv|getProperty|getProperties", environment),
                new Ban("java\\.lang\\.System", "exit|setOut|setErr", "only app ends the process"),
                new Ban("java\\.time\\.ZoneId", "systemDefault", zone),
                new Ban("java\\.util\\.TimeZone", "getDefault|setDefault", zone),
                new Ban(
                        "java\\.util\\.Locale",
                        "getDefault|setDefault",
                        "output is the same on every machine"),
                new Ban(
                        "java\\.lang\\.Throwable",
                        "printStackTrace",
                        "a stack is logged once, at the top"));
    }

    @Test
    void everyModuleWithSourcesIsAnalysed() throws IOException {
        for (Room room : Room.values()) {
            boolean analysed = HOUSE.stream().anyMatch(resideInAnyPackage(room.packages()));

            assertThat(analysed).as("classes of %s", room.directory()).isEqualTo(hasSources(room));
        }
    }

    @ParameterizedTest
    @EnumSource
    void importsFollowTheArrows(Room room) {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(room.packages())
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(room.forbidden())
                        .because("the arrows are " + room));
    }

    /// The packages of core are chapters of one vocabulary and may refer to each other.
    @Test
    void packagesHaveNoCycles() {
        var core = resideInAnyPackage(Room.CORE.packages());

        check(
                slices().matching("dev.wharf.(**)")
                        .should()
                        .beFreeOfCycles()
                        .ignoreDependency(core, core));
    }

    /// One anatomy for every source; what two of them share moves up: how webhooks are cut to
    /// `capture.json`, what is read from them counted to `capture.webhook`, how files and zips are
    /// read to `capture.file`, WhatsApp's addresses to `capture.jid`, how a phone's databases are
    /// read to `capture.database`, how its encrypted backups are opened to `capture.crypt` and
    /// `capture.itunes`; none of these knows any source.
    @Test
    void sourcesOfCaptureDoNotKnowEachOther() {
        DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysTrue();
        check(
                slices().matching("dev.wharf.capture.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(
                                any,
                                resideInAnyPackage(
                                        "dev.wharf.capture.crypt",
                                        "dev.wharf.capture.database",
                                        "dev.wharf.capture.itunes",
                                        "dev.wharf.capture.jid",
                                        "dev.wharf.capture.file",
                                        "dev.wharf.capture.json",
                                        "dev.wharf.capture.webhook")));
    }

    @ParameterizedTest
    @MethodSource("bans")
    void whatIsInjectedIsNotFetched(Ban ban) {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Room.composed())
                        .should()
                        .accessTargetWhere(accessTo(ban.owner(), ban.methods()))
                        .because(ban.because()));
    }

    @Test
    void nobodyAsksForNow() {
        DescribedPredicate<JavaAccess<?>> withoutClock =
                new DescribedPredicate<>("now() without a clock, or new Date()") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return isNow(access);
                    }
                };
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Room.composed())
                        .should()
                        .accessTargetWhere(withoutClock)
                        .because("time comes from the injected Clock, or a test cannot set it"));
    }

    @Test
    void nobodyPrints() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Room.composed())
                        .should()
                        .accessTargetWhere(accessTo("java\\.lang\\.System", "out|err|in"))
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.lang.IO")
                        .because("only app talks to a person"));
    }

    @Test
    void loggingGoesThroughSlf4j() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Room.composed())
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.logging..")
                        .because("app chooses where logs go and what they may hold"));
    }

    @ParameterizedTest
    @MethodSource("emptyWords")
    void namesSayWhatAThingDoes(String suffix) {
        check(
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith(suffix)
                        .because("see CONTRIBUTING, names"));
    }

    private static Stream<String> emptyWords() {
        return Stream.of("Manager", "Helper", "Helpers", "Util", "Utils", "Impl", "Base");
    }

    @Test
    void packagesAreNullMarked() {
        var unmarked =
                HOUSE.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                        .map(
                                found ->
                                        found.getName()
                                                + " needs a package-info.java with @NullMarked");

        assertThat(unmarked).isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static DescribedPredicate<JavaAccess<?>> accessTo(String type, String members) {
        return target(owner(nameMatching(type)))
                .and(target(nameMatching(members)))
                .as("%s.%s", type.replace("\\", ""), members);
    }

    private static boolean isNow(JavaAccess<?> access) {
        var type = access.getTargetOwner().getName();
        var method = access.getName();
        if (type.equals("java.util.Date") || type.equals("java.util.GregorianCalendar")) {
            return method.equals("<init>") && hasNoParameters(access);
        }
        return type.startsWith("java.time.") && method.equals("now") && hasNoParameters(access);
    }

    private static boolean hasNoParameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
    }

    private static boolean hasSources(Room room) throws IOException {
        var sources = root().resolve(room.directory()).resolve("src/main/java");
        if (!Files.exists(sources)) {
            return false;
        }
        try (var files = Files.walk(sources)) {
            return files.map(Path::getFileName)
                    .map(Objects::toString)
                    .anyMatch(name -> name.endsWith(".java") && !name.equals("package-info.java"));
        }
    }

    private static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }
}
