@NullMarked
package dev.tachograph.bootstrap;

import org.jspecify.annotations.NullMarked;
