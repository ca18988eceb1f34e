/** A program with something of everything that the live page shows. */
package com.acme.page;
