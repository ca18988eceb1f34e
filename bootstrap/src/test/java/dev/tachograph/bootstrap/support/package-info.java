@NullMarked
package dev.tachograph.bootstrap.support;

import org.jspecify.annotations.NullMarked;
