/** The registries of client_java 1. */
@NullMarked
package dev.tachograph.agent.instrument.clientjava;

import org.jspecify.annotations.NullMarked;
