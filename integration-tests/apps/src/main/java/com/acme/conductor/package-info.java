/** A worker program that is driven by commands on its standard input. */
package com.acme.conductor;
