/** Placeholder. */
@org.jspecify.annotations.NullMarked
package dev.tachograph.bootstrap.metrics;
