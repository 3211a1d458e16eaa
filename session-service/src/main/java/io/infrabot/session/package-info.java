/** The session service: one package a concern, and the settings that they share. */
@NullMarked
package io.infrabot.session;

import org.jspecify.annotations.NullMarked;
