package dev.tachograph.launcher;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent and its libraries from the same jar that the launcher comes from, where they lie
 * under a prefix and another suffix: the application's class loader cannot see them, and this one
 * cannot see the application. Nothing has to be relocated for that. What is not needed at start-up
 * lies in jars within the jar; see {@link NestedJar}.
 *
 * <p>In an application the parent is the boot class loader, which has the bootstrap classes and all
 * of the JDK that the agent uses. Any other could be the application's, if it has replaced the
 * system's. On the command line, where there is no application, the parent is the class loader that
 * has the bootstrap classes there.
 */
final class AgentClassLoader extends ClassLoader {
  private static final String PREFIX = "agent/";

  /** What the first scrape takes. */
  static final String PROMETHEUS = PREFIX + "prometheus.jar";

  /** What the first class to be woven takes. */
  static final String WEAVING = PREFIX + "weaving.jar";

  /** What weaves it. */
  static final String BYTE_BUDDY = PREFIX + "bytebuddy.jar";

  static {
    registerAsParallelCapable();
  }

  /** A security manager is the application's; it must not keep the agent from reading a file. */
  private static final ProtectionDomain TRUSTED = trusted();

  private final JarFile jar;
  private final NestedJar prometheus;
  private final NestedJar weaving;
  private final NestedJar byteBuddy;

  AgentClassLoader(File file, @Nullable ClassLoader parent) throws IOException {
    super(parent);
    // Signatures are the installer's concern; to verify them here would cost every start-up.
    this.jar = new JarFile(file, false);
    this.prometheus = new NestedJar(jar, PROMETHEUS);
    this.weaving = new NestedJar(jar, WEAVING);
    this.byteBuddy = new NestedJar(jar, BYTE_BUDDY);
  }

  private static ProtectionDomain trusted() {
    Permissions permissions = new Permissions();
    permissions.add(new AllPermission());
    return new ProtectionDomain(null, permissions);
  }

  /** Where a resource lies in the jar, unless it lies in one within. */
  static String entryName(String resource) {
    return resource.endsWith(".class") ? PREFIX + resource + "data" : PREFIX + resource;
  }

  /**
   * Withholds {@code sun.misc.Unsafe}. The protobuf runtime works without it, and with it makes JDK
   * 24 and later print warnings on the application's stderr.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals("sun.misc.Unsafe")) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] classFile = read(name.replace('.', '/') + ".class");
      if (classFile == null) {
        throw new ClassNotFoundException(name);
      }
      return define(name, classFile);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private Class<?> define(String name, byte[] classFile) {
    try {
      return defineClass(name, classFile, 0, classFile.length, TRUSTED);
    } catch (LinkageError e) {
      // Another agent is shown the class meanwhile, and may ask for it while it looks at it.
      Class<?> defined = findLoadedClass(name);
      if (defined == null) {
        throw e;
      }
      return defined;
    }
  }

  private byte @Nullable [] read(String resource) throws IOException {
    if (resource.startsWith("io/prometheus/")) {
      return prometheus.read(resource);
    }
    if (resource.startsWith("net/bytebuddy/")) {
      return byteBuddy.read(resource);
    }
    JarEntry entry = jar.getJarEntry(entryName(resource));
    if (entry == null) {
      return weaving.read(resource);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return NestedJar.readFully(in, (int) entry.getSize());
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      byte[] resource = read(name);
      return resource == null
          ? super.getResourceAsStream(name)
          : new ByteArrayInputStream(resource);
    } catch (IOException e) {
      return null;
    }
  }
}
