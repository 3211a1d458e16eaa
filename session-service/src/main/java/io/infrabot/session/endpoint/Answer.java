package io.infrabot.session.endpoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route answers when it does what it was asked. The contract, docs/openapi.yaml, is held against it. */
@Documented
@Repeatable(Answer.Any.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Answer {

    int status();

    /** What the body holds; nothing where there is none. */
    Class<?> body() default Void.class;

    /** Whether the body is a page of those. */
    boolean paged() default false;

    /** Whether the body holds any number of them, by name. */
    boolean named() default false;

    /** Whether a {@code Location} says where it stands from now on. */
    boolean located() default false;

    /** One of several answers of a route; of those with the same status, one. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface Any {
        Answer[] value();
    }
}
