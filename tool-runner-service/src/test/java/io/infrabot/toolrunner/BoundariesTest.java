package io.infrabot.toolrunner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.infrabot.toolrunner", importOptions = DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule toolsKnowNeitherKafkaNorQuarkus = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "io.smallrye..", "com.github.dockerjava..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIsFor =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
}
