/** Settings of every service that follow from InfraBot's own. */
@NullMarked
package io.infrabot.service.config;

import org.jspecify.annotations.NullMarked;
