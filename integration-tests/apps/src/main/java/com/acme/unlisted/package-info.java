/** Annotated, too, but in no package whose annotations count. */
package com.acme.unlisted;
