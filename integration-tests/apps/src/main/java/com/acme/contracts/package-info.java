/**
 * What java.util.concurrent promises, as a program sees it that uses its executors to the letter.
 */
package com.acme.contracts;
