/** What is known of nodes: who they are, and whether they are alive. */
@NullMarked
package io.infrabot.session.nodes;

import org.jspecify.annotations.NullMarked;
