package io.infrabot.session;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.infrabot.session", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Fold, decision and placement stay pure: no Kafka, no Quarkus, no I/O. */
    @ArchTest
    static final ArchRule theCoreIsPure = classes()
            .that()
            .resideInAnyPackage("..ledger..", "..decide..", "..placement..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.infrabot.events..",
                    "io.infrabot.session.ledger..",
                    "io.infrabot.session.decide..",
                    "io.infrabot.session.placement..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule theCoreReadsNoClock = noClasses()
            .that()
            .resideInAnyPackage("..ledger..", "..decide..", "..placement..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule restKnowsNoKafka = noClasses()
            .that()
            .resideInAnyPackage(
                    "..rest..", "..stream..", "..edge..", "..routing..", "..view..", "..problem..", "..route..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule noPackagesStandInACircle =
            slices().matching("io.infrabot.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
}
