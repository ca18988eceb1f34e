package com.acme.osgi;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Starts whatever OSGi framework is on the class path, and in it a bundle with a library of its
 * own, which calls a server, hands tasks to a pool and does jobs. Prints what the bundle has
 * counted and waits for a line on the standard input.
 */
public final class OsgiApp {
  /** Of the bundle, which sees the framework and nothing else of this program. */
  private static final String BUNDLE = "com/acme/osgi/bundle/";

  private OsgiApp() {}

  /**
   * @param args where the classes of the bundle are, a directory for the framework's storage, and
   *     the jars that the bundle brings along
   */
  public static void main(String[] args) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = server(requests);
    Map<String, String> configuration = new HashMap<>();
    configuration.put("org.osgi.framework.storage", args[1]);
    configuration.put("org.osgi.framework.storage.clean", "onFirstInit");
    configuration.put("acme.server", "http://127.0.0.1:" + server.getAddress().getPort());
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(configuration);
    framework.start();
    byte[] jar = bundle(Path.of(args[0]), List.of(args).subList(2, args.length));
    Bundle bundle =
        framework.getBundleContext().installBundle("acme:bundle", new ByteArrayInputStream(jar));
    bundle.start();
    System.out.println("> requests " + requests);
    System.out.println("> waiting");
    System.in.read();
    framework.stop();
    framework.waitForStop(0);
    server.stop(0);
  }

  private static HttpServer server(AtomicInteger requests) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return server;
  }

  private static byte[] bundle(Path classes, List<String> libraries) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "com.acme.bundle");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Bundle-Activator", "com.acme.osgi.bundle.Activator");
    main.putValue("Import-Package", "org.osgi.framework");
    main.putValue("DynamicImport-Package", "javax.*");
    StringBuilder classPath = new StringBuilder(".");
    for (int i = 0; i < libraries.size(); i++) {
      classPath.append(",library").append(i).append(".jar");
    }
    main.putValue("Bundle-ClassPath", classPath.toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
        Stream<Path> files = Files.list(classes.resolve(BUNDLE))) {
      for (Path file : files.sorted().collect(Collectors.toList())) {
        add(jar, BUNDLE + file.getFileName(), file);
      }
      for (int i = 0; i < libraries.size(); i++) {
        add(jar, "library" + i + ".jar", Path.of(libraries.get(i)));
      }
    }
    return bytes.toByteArray();
  }

  private static void add(JarOutputStream jar, String name, Path file) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(jar);
    }
    jar.closeEntry();
  }
}
