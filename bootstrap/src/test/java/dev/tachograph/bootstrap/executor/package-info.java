@NullMarked
package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.NullMarked;
