@NullMarked
package dev.tachograph.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
