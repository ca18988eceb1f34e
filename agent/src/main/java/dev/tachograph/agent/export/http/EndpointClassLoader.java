package dev.tachograph.agent.export.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes that answer HTTP: the Prometheus library's {@code HTTPServer}, the classes that
 * guard it, and a private copy of the JDK's own server, which it uses.
 *
 * <p>The copy comes from the class files of the running JDK, so the agent distributes nothing of
 * it. The original cannot be used in an application's JVM. Creating it asks the application's
 * {@code System.LoggerFinder} for a logger, perhaps before the application has configured it. Its
 * provider may come from the application's class path. Its limits are properties of the JVM, and
 * apply to the application's servers too. The copy has its own statics, and calls {@code
 * ServerHooks} instead of the JVM.
 *
 * <p>The other classes refer to the copy, so this loader must load them. It does so at the first
 * scrape.
 */
final class EndpointClassLoader extends ClassLoader {
  private static final String FACTORY =
      "dev.tachograph.agent.export.http.server.PrometheusServerFactory";
  private static final String[] COPIED = {"com.sun.net.httpserver.", "sun.net.httpserver."};
  private static final String LIBRARY = "io.prometheus.metrics.exporter.";
  private static final String OURS = "dev.tachograph.agent.export.http.server.";

  static {
    registerAsParallelCapable();
  }

  private final @Nullable ModuleReference copied;
  private final Redirections ofServer = ServerRedirections.ofServer();
  private final Redirections ofLibrary = ServerRedirections.ofLibrary();
  private @Nullable ModuleReader reader;

  /**
   * @param copied the source of the copy; null to use the JDK's own server
   */
  EndpointClassLoader(@Nullable ModuleReference copied) {
    super(EndpointClassLoader.class.getClassLoader());
    this.copied = copied;
  }

  PortServerFactory factory() throws ReflectiveOperationException {
    return (PortServerFactory) loadClass(FACTORY).getDeclaredConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean server = name.startsWith(COPIED[0]) || name.startsWith(COPIED[1]);
    if (server && copied == null) {
      return ClassLoader.getPlatformClassLoader().loadClass(name);
    }
    if (!server && !name.startsWith(LIBRARY) && !name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name, server);
    }
  }

  private Class<?> define(String name, boolean server) throws ClassNotFoundException {
    String resource = name.replace('.', '/') + ".class";
    try {
      byte[] classFile = server ? readServer(resource) : readOwn(resource);
      if (classFile == null) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith(OURS)) {
        classFile = ClassFileRedirector.redirect(classFile, server ? ofServer : ofLibrary);
      }
      return defineClass(
          name, classFile, 0, classFile.length, EndpointClassLoader.class.getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    } catch (RuntimeException e) {
      // The class file is of an unknown kind.
      throw new ClassFormatError(name + ": " + e);
    }
  }

  private byte @Nullable [] readOwn(String resource) throws IOException {
    try (InputStream in =
        EndpointClassLoader.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private synchronized byte @Nullable [] readServer(String resource) throws IOException {
    ModuleReader open = reader;
    if (open == null) {
      if (copied == null) {
        return null;
      }
      open = copied.open();
      reader = open;
    }
    try (InputStream in = open.open(resource).orElse(null)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
