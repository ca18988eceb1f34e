package dev.tachograph.benchmarks.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Gives every candidate a loop class of its own. The JVM keeps the types that it has met at a call
 * by class, so in a shared loop the call of {@link Operation#perform} would be of as many types as
 * there are candidates, and none could be inlined.
 */
final class LoopLoader extends ClassLoader {
  private static final String LOOP = SeriesLoop.class.getName();

  private LoopLoader() {
    super(Loop.class.getClassLoader());
  }

  static Loop newLoop() {
    try {
      return (Loop) new LoopLoader().loadClass(LOOP).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.equals(LOOP)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
