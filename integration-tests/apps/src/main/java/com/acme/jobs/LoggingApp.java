package com.acme.jobs;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * Chooses its own log manager and MBean server, as application servers do, in the first lines of
 * main. Both choices are lost if anything asked for either earlier. With the argument {@code wait},
 * it waits for a line then.
 */
public final class LoggingApp {
  private LoggingApp() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    System.setProperty("javax.management.builder.initial", OwnBuilder.class.getName());
    System.out.println("> log manager " + LogManager.getLogManager().getClass().getSimpleName());
    ManagementFactory.getPlatformMBeanServer();
    System.out.println("> own MBean server " + OwnBuilder.used);
    if (args.length > 0) {
      System.in.read();
    }
  }

  /** Replaces the JDK's. */
  public static final class OwnLogManager extends LogManager {}

  /** Notes that it was asked. */
  public static final class OwnBuilder extends MBeanServerBuilder {
    static volatile boolean used;

    @Override
    public MBeanServer newMBeanServer(
        String defaultDomain, MBeanServer outer, MBeanServerDelegate delegate) {
      used = true;
      return super.newMBeanServer(defaultDomain, outer, delegate);
    }
  }
}
