package io.infrabot.session.boundary;

import io.infrabot.session.boundary.Boundary.Group;
import io.infrabot.session.boundary.Boundary.Side;

/**
 * Something that one process can do next; it may be killed before or after it.
 *
 * @param owner the index of the node, or {@link #WRITER}
 */
record Step(int owner, Group group, String what, Runnable act) {

    static final int WRITER = -1;

    Boundary before() {
        return new Boundary(group, what, Side.BEFORE);
    }

    Boundary after() {
        return new Boundary(group, what, Side.AFTER);
    }
}
