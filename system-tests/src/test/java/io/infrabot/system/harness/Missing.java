package io.infrabot.system.harness;

import org.opentest4j.TestAbortedException;

/** What a test needs and this machine has not. */
public final class Missing {

    private Missing() {}

    /** Skips the test. The report of a whole class that is skipped has no reason, so that it is printed too. */
    public static TestAbortedException skip(String sentence) {
        System.out.println("skipped: " + sentence);
        return new TestAbortedException(sentence);
    }
}
