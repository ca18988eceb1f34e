@NullMarked
package com.acme.steps;

import org.jspecify.annotations.NullMarked;
