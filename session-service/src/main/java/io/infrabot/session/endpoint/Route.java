package io.infrabot.session.endpoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route is called in the contract, docs/openapi.yaml: generated clients name their functions after it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Route {

    /** Stable: another name breaks whoever has generated a client. */
    String id();

    String summary();
}
