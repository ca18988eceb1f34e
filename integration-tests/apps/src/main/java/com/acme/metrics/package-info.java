/** Programs with metrics of their own, made with one library or another. */
package com.acme.metrics;
