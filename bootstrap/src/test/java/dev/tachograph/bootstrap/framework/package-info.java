@NullMarked
package dev.tachograph.bootstrap.framework;

import org.jspecify.annotations.NullMarked;
