package io.infrabot.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.infrabot.chaos", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {

    /** Faults break whatever load there is; a load that knew them would stand in a circle with them. */
    @ArchTest
    static final ArchRule theLoadKnowsNoFault = noClasses()
            .that()
            .resideInAPackage("io.infrabot.chaos.load")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.infrabot.chaos.fault");

    /** The checker depends on no load and no fault: it judges any evidence. */
    @ArchTest
    static final ArchRule theCheckerKnowsOnlyTheHistory = noClasses()
            .that()
            .resideInAPackage("io.infrabot.chaos.checker")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.infrabot.chaos.load", "io.infrabot.chaos.fault", "io.infrabot.chaos.run", "org.apache.kafka..");

    @ArchTest
    static final ArchRule noPackagesStandInACircle =
            slices().matching("io.infrabot.(**)").should().beFreeOfCycles();
}
