package com.acme.boot;

import com.acme.conductor.ConductorApp;

/** {@code BootApp <url of the API>}. */
public final class BootApp {
  private BootApp() {}

  public static void main(String[] args) {
    ConductorApp.main(args);
  }
}
