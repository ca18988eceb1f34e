@NullMarked
package dev.tachograph.examples.live;

import org.jspecify.annotations.NullMarked;
