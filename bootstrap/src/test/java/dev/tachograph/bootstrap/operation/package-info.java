@NullMarked
package dev.tachograph.bootstrap.operation;

import org.jspecify.annotations.NullMarked;
