/**
 * Methods that annotations of other libraries make operations. The annotations are read from class
 * files, so that their own classes need not be there.
 */
@NullMarked
package dev.tachograph.agent.instrument.annotation;

import org.jspecify.annotations.NullMarked;
