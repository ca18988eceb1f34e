package dev.tachograph.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/**
 * Makes sure that the boot class loader finds the bootstrap module, so that woven code in any class
 * loader can call it.
 *
 * <p>The jar's manifest names the jar itself as {@code Boot-Class-Path}, by its published name. The
 * JVM reads this before it begins to share classes from its archive, at no cost. A jar that was
 * renamed, or attached to a running JVM, is appended later. That works as well, but the JVM then
 * prints a warning of its own that it shares fewer classes.
 */
final class BootClassPath {
  private BootClassPath() {}

  static void ensureLoadable(Instrumentation instrumentation, File jar) throws IOException {
    try {
      Class.forName("dev.tachograph.bootstrap.Probes", false, null);
    } catch (ClassNotFoundException e) {
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
    }
  }
}
