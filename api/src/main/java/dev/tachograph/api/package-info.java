/**
 * What an application calls to record its operations: {@link dev.tachograph.api.Operations}.
 * Without the agent, all of it does nothing.
 */
package dev.tachograph.api;
