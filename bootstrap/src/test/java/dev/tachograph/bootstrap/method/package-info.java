@NullMarked
package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.NullMarked;
