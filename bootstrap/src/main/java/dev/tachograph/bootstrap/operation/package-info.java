/** Operations: steps of the application that the configuration or the application names. */
@NullMarked
package dev.tachograph.bootstrap.operation;

import org.jspecify.annotations.NullMarked;
