package io.infrabot.session.endpoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One kind of event that a live stream sends. */
@Documented
@Repeatable(SendsEvent.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SendsEvent {

    String event();

    Class<?> data();

    /** Whether it has an id, which is its position in the history. */
    boolean positioned() default true;

    /** Every kind that the stream sends. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        SendsEvent[] value();
    }
}
