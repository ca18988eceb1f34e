package com.acme.logging;

import java.util.ResourceBundle;

/** Configured by a property at the moment when it is made. */
public final class OwnFinder extends System.LoggerFinder {
  private final String prefix = System.getProperty("com.acme.log.prefix", "unconfigured");

  public OwnFinder() {
    System.out.println("> finder made, " + prefix);
  }

  @Override
  public System.Logger getLogger(String name, Module module) {
    System.out.println("> logger made for " + name);
    return new Printing(prefix, name);
  }

  /** Prints everything. */
  private static final class Printing implements System.Logger {
    private final String prefix;
    private final String name;

    Printing(String prefix, String name) {
      this.prefix = prefix;
      this.name = name;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      System.out.println(prefix + ' ' + level + ' ' + name + ' ' + message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      log(level, bundle, format, (Throwable) null);
    }
  }
}
