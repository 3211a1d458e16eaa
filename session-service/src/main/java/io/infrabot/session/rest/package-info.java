/** What the resources of all nouns share: pages of lists. */
@NullMarked
package io.infrabot.session.rest;

import org.jspecify.annotations.NullMarked;
