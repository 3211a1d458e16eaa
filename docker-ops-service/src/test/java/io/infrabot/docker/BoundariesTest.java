package io.infrabot.docker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.infrabot.docker", importOptions = DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule onlyTheAdapterKnowsDockerJava = noClasses()
            .that()
            .resideOutsideOfPackage("io.infrabot.docker.dockerjava")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..");

    @ArchTest
    static final ArchRule theDomainKnowsNeitherKafkaNorQuarkus = noClasses()
            .that()
            .resideInAnyPackage("..engine..", "..image..", "..registry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "io.smallrye..");

    @ArchTest
    static final ArchRule noPackagesStandInACircle =
            slices().matching("io.infrabot.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAClassIsFor =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
}
