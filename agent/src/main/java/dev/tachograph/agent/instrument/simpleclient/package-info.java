/** The registries of simpleclient, client_java 0. */
@NullMarked
package dev.tachograph.agent.instrument.simpleclient;

import org.jspecify.annotations.NullMarked;
