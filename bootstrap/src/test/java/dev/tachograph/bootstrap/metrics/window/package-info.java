@NullMarked
package dev.tachograph.bootstrap.metrics.window;

import org.jspecify.annotations.NullMarked;
