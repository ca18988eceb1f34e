@NullMarked
package dev.tachograph.bootstrap.uri;

import org.jspecify.annotations.NullMarked;
