/** The contract of the front door, docs/openapi.yaml: derived from the code here, and held against it. */
@NullMarked
package io.infrabot.session.contract;

import org.jspecify.annotations.NullMarked;
