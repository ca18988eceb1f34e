/** Steps with annotations of the libraries that there are for measuring. */
package com.acme.annotated;
