/** A package of a large application; the benchmark makes hundreds like it. */
@NullMarked
package com.example.many.p000;

import org.jspecify.annotations.NullMarked;
