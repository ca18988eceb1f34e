/** A program with MBeans. */
package com.acme.jmx;
