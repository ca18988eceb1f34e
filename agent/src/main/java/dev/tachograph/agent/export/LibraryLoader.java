package dev.tachograph.agent.export;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes of the agent's so that they see a library of the application's. There is one loader
 * for each loader of a library. A class of the library holds it, so both can be collected together.
 */
public final class LibraryLoader extends ClassLoader {
  private static final String OURS = "dev.tachograph.agent.";

  /** The package whose classes see the library. */
  private final String seeing;

  private LibraryLoader(@Nullable ClassLoader library, String seeing) {
    super(library);
    this.seeing = seeing;
  }

  /**
   * Makes an instance of a class that sees the library, as do all classes of its package.
   *
   * @param className a class of the agent's, in a package whose classes nobody else refers to
   * @param libraryClass a class of the library
   */
  public static <T> T instance(String className, Class<?> libraryClass, Class<T> type)
      throws ReflectiveOperationException {
    String seeing = className.substring(0, className.lastIndexOf('.') + 1);
    return type.cast(
        new LibraryLoader(libraryClass.getClassLoader(), seeing)
            .loadClass(className)
            .getDeclaredConstructor()
            .newInstance());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    if (!name.startsWith(seeing)) {
      return LibraryLoader.class.getClassLoader().loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = LibraryLoader.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] classFile = in.readAllBytes();
      return defineClass(
          name, classFile, 0, classFile.length, LibraryLoader.class.getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
