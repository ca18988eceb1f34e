@NullMarked
package dev.tachograph.bootstrap.conductor;

import org.jspecify.annotations.NullMarked;
