/** What the session service says over HTTP: answers, problems and event streams. */
@NullMarked
package io.infrabot.cli.rest;

import org.jspecify.annotations.NullMarked;
