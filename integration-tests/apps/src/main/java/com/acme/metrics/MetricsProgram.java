package com.acme.metrics;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Has metrics, and does what it is told, one command a line. The first argument is the class that
 * uses a library.
 */
public final class MetricsProgram {
  private MetricsProgram() {}

  public static void main(String[] args) throws Exception {
    MetricsLibrary library = library(MetricsProgram.class.getClassLoader(), args[0]);
    List<ClassLoader> deployed = new ArrayList<>();
    List<WeakReference<ClassLoader>> all = new ArrayList<>();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("> ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String said = "done";
      switch (line) {
        case "define":
          library.define();
          break;
        case "misbehave":
          library.misbehave();
          break;
        case "behave":
          library.behave();
          break;
        case "serve":
          said = "" + library.serve();
          break;
        case "deploy":
          ClassLoader loader = deploy(args[0]);
          deployed.add(loader);
          all.add(new WeakReference<>(loader));
          break;
        case "undeploy":
          deployed.clear();
          break;
        case "left":
          said = "" + left(all);
          break;
        default:
          System.exit(0);
      }
      System.out.println(said);
      System.out.println("> ok");
    }
  }

  private static MetricsLibrary library(ClassLoader loader, String name) throws Exception {
    return (MetricsLibrary)
        Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
  }

  /** Defines a metric, in a class loader of their own. */
  private static ClassLoader deploy(String name) throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(new File(part).toURI().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    Object library = Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
    library.getClass().getMethod("deploy").invoke(library);
    return loader;
  }

  private static int left(List<WeakReference<ClassLoader>> loaders) {
    System.gc();
    int left = 0;
    for (WeakReference<ClassLoader> loader : loaders) {
      left += loader.get() == null ? 0 : 1;
    }
    return left;
  }
}
