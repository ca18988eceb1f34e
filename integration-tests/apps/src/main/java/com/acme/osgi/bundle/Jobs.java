package com.acme.osgi.bundle;

/** Measured by its name. */
final class Jobs {
  int dispatch(int order) {
    return order;
  }
}
