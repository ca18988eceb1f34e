package dev.tachograph.launcher;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent and its libraries from the same jar that the launcher comes from, where they lie
 * in jars within: the application's class loader cannot see them, and this one cannot see the
 * application. Nothing has to be relocated for that. What is needed together lies together, since
 * each of these jars is opened when the first class of it is; see {@link NestedJar}.
 *
 * <p>In an application the parent is the boot class loader, which has the bootstrap classes and all
 * of the JDK that the agent uses. Any other could be the application's, if it has replaced the
 * system's. On the command line, where there is no application, the parent is the class loader that
 * has the bootstrap classes there.
 */
final class AgentClassLoader extends ClassLoader {
  private static final String PREFIX = "agent/";
  private static final String OF_AGENT = "dev/tachograph/agent/";
  private static final String OF_SENDERS = "com/codahale/";

  static {
    registerAsParallelCapable();
  }

  /** A security manager is the application's; it must not keep the agent from reading a file. */
  private static final ProtectionDomain TRUSTED = trusted();

  /** What each start takes, and what has no other place. */
  private final NestedJar start;

  /** What the first class to be woven takes. */
  private final NestedJar weaving;

  /** What weaves it. */
  private final NestedJar byteBuddy;

  /** What the first to knock at the endpoint takes, and the command line. */
  private final NestedJar serving;

  /** What the first scrape takes. */
  private final NestedJar prometheus;

  AgentClassLoader(File file, @Nullable ClassLoader parent) throws IOException {
    super(parent);
    // Signatures are the installer's concern; to verify them here would cost every start-up.
    JarFile jar = new JarFile(file, false);
    this.start = new NestedJar(jar, PREFIX + "start.jar");
    this.weaving = new NestedJar(jar, PREFIX + "weaving.jar");
    this.byteBuddy = new NestedJar(jar, PREFIX + "bytebuddy.jar");
    this.serving = new NestedJar(jar, PREFIX + "serving.jar");
    this.prometheus = new NestedJar(jar, PREFIX + "prometheus.jar");
  }

  private static ProtectionDomain trusted() {
    Permissions permissions = new Permissions();
    permissions.add(new AllPermission());
    return new ProtectionDomain(null, permissions);
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
    if (resource.startsWith(OF_SENDERS)) {
      return serving.read(resource);
    }
    byte[] found = start.read(resource);
    if (found == null && resource.startsWith(OF_AGENT)) {
      NestedJar later = isOfWeaving(resource) ? weaving : serving;
      found = later.read(resource);
    }
    return found;
  }

  private static boolean isOfWeaving(String resource) {
    return resource.startsWith("weave/", OF_AGENT.length())
        || resource.startsWith("instrument/", OF_AGENT.length());
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
