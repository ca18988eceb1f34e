@NullMarked
package dev.tachograph.bootstrap.probe.executor;

import org.jspecify.annotations.NullMarked;
