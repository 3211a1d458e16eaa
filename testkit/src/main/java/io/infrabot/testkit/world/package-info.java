/** The processes: started, asked, watched and broken; and their effects, looked at without asking them. */
@NullMarked
package io.infrabot.testkit.world;

import org.jspecify.annotations.NullMarked;
