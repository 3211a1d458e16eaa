package io.infrabot.cli.demo;

/** The image that one run of the demo makes: named after its session, so that two runs never meet. */
record DemoImage(String registry, String sessionId) {

    static final String REPOSITORY = "infrabot/demo";

    String tag() {
        return sessionId.substring(sessionId.lastIndexOf('-') + 1);
    }

    String name() {
        return registry + "/" + REPOSITORY + ":" + tag();
    }

    String otherName() {
        return name() + "-tagged";
    }
}
