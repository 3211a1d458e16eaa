package io.infrabot.docker.engine;

/** What tests take for an engine does what engines do (R4.22). */
class FakeEngineTest extends ContainerEngineContract {

    private final FakeEngine engine = new FakeEngine();

    @Override
    protected EngineInfo openInfo() {
        return engine;
    }

    @Override
    protected Images openImages() {
        return engine;
    }

    @Override
    protected String registry() {
        return "registry.test:5000";
    }

    @Override
    protected String registryThatIsDown() {
        engine.registry().isDown("down.test:5000");
        return "down.test:5000";
    }

    @Override
    protected String registryThatDenies() {
        engine.registry().denies("denying.test:5000");
        return "denying.test:5000";
    }
}
