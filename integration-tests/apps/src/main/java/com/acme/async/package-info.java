/** Steps whose work ends later, with the libraries that there are for that. */
package com.acme.async;
