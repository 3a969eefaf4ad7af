package dev.parley.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Architecture: who may know whom")
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley");

    /// The shell: the only packages that may know the framework. Everything else is built by constructors (ADR-0007).
    private static final String[] EDGE = {
        "dev.parley.media.app..",
        "dev.parley.operator.app..",
        "dev.parley.media.http..",
        "dev.parley.signaling.app..",
        "dev.parley.signaling.http..",
        "dev.parley.signaling.socket..",
        "dev.parley.standalone.."
    };

    /// Reading a clock or waiting for one. Times and clocks are handed in from the shell, so that tests own them.
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep",
            "java.util.concurrent.TimeUnit.sleep",
            "java.util.concurrent.locks.LockSupport.parkNanos",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system");

    @Test
    @DisplayName("words come first: ids, roles and layers need nothing but Java")
    void words() {
        classes()
                .that()
                .resideInAPackage("dev.parley.room..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.parley.room..")
                .check(CODE);
    }

    @Test
    @DisplayName("the protocol knows words and JSON, nothing else")
    void protocol() {
        classes()
                .that()
                .resideInAPackage("dev.parley.protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "dev.parley.room..",
                        "dev.parley.protocol..")
                .check(CODE);
    }

    @Test
    @DisplayName("rtc has no idea of rooms")
    void rtc() {
        mayKnow("dev.parley.rtc..", "dev.parley.rtc..");
    }

    @Test
    @DisplayName("the media node knows words, protocol and rtc, and never signaling")
    void media() {
        mayKnow("dev.parley.media..", "dev.parley.media..", ROOM, PROTOCOL, "dev.parley.rtc..");
    }

    @Test
    @DisplayName("signaling knows words and protocol, and never a packet")
    void signaling() {
        mayKnow("dev.parley.signaling..", "dev.parley.signaling..", ROOM, PROTOCOL);
    }

    @Test
    @DisplayName("the load test knows the programs and rtc, and is known by nobody but tests")
    void loadtest() {
        mayKnow(
                "dev.parley.loadtest..",
                "dev.parley.loadtest..",
                ROOM,
                PROTOCOL,
                "dev.parley.rtc..",
                "dev.parley.media..",
                "dev.parley.signaling..");
    }

    @Test
    @DisplayName("the resources know nobody, and what makes their schema is known by nobody")
    void crds() {
        mayKnow("dev.parley.crds..", "dev.parley.crds..");
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.parley.crds.generator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parley.crds.generator..")
                .check(CODE);
    }

    @Test
    @DisplayName("the operator knows the resources, and never a program that it runs")
    void operator() {
        mayKnow("dev.parley.operator..", "dev.parley.operator..", "dev.parley.crds..");
    }

    @Test
    @DisplayName("the kubectl plugin knows the resources, and nobody else")
    void plugin() {
        mayKnow("dev.parley.kubectl..", "dev.parley.kubectl..", "dev.parley.crds..");
    }

    @Test
    @DisplayName("what proves the whole in a cluster knows the resources and those who meet, and none of the programs")
    void e2e() {
        mayKnow(
                "dev.parley.e2e..",
                "dev.parley.e2e..",
                "dev.parley.crds..",
                "dev.parley.loadtest..",
                ROOM,
                PROTOCOL,
                "dev.parley.rtc..");
    }

    @Test
    @DisplayName("packages depend on one another in one direction")
    void noCycles() {
        slices().matching("dev.parley.(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    @DisplayName("one clock: only the shell reads it")
    void oneClock() {
        noClasses()
                .that(describe("are not the shell", type -> !isShell(type)))
                .should()
                .accessTargetWhere(readsAClock())
                .because("time arrives as a parameter")
                .check(CODE);
    }

    @Test
    @DisplayName("the framework stays at the edge")
    void springAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages(EDGE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..")
                .because("the core is built by constructors (ADR-0007)")
                .check(CODE);
    }

    @Test
    @DisplayName("nothing is injected into a field")
    void noFieldInjection() {
        var injected = Set.of("Autowired", "Inject", "Resource", "Value", "PersistenceContext");
        noFields()
                .should()
                .beAnnotatedWith(describe(
                        "an injecting annotation",
                        annotation -> injected.contains(annotation.getRawType().getSimpleName())))
                .check(CODE);
    }

    private static final String ROOM = "dev.parley.room..";
    private static final String PROTOCOL = "dev.parley.protocol..";

    /// Of our own packages, `who` may know `whom`, and no others.
    private static void mayKnow(String who, String... whom) {
        noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.parley..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(whom)))
                .check(CODE);
    }

    private static DescribedPredicate<JavaAccess<?>> readsAClock() {
        return describe("reads a clock or waits for one", access -> {
            var target = access.getTarget();
            return CLOCKS.contains(target.getOwner().getFullName() + "." + ((HasName) target).getName());
        });
    }

    private static boolean isShell(JavaClass type) {
        var outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        var name = outermost.getSimpleName();
        return name.endsWith("Configuration")
                || name.endsWith("Application")
                || outermost.tryGetMethod("main", String[].class).isPresent();
    }
}
