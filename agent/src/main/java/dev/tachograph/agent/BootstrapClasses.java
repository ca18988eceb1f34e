package dev.tachograph.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/**
 * Sees to it that the boot class loader has the bootstrap module, where woven code of every class
 * loader can see it.
 *
 * <p>The jar's manifest names the jar itself as {@code Boot-Class-Path}, by the name that it is
 * published under. The JVM then reads that before it begins to share classes from its archive, at
 * no cost. A jar that was renamed, or attached to a running JVM, is appended later; that works as
 * well, but the JVM prints a warning of its own that it shares fewer classes from then on.
 */
final class BootstrapClasses {
  private BootstrapClasses() {}

  static void ensureLoadable(Instrumentation instrumentation, File jar) throws IOException {
    try {
      Class.forName("dev.tachograph.bootstrap.Probes", false, null);
    } catch (ClassNotFoundException e) {
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
    }
  }
}
