package dev.tachograph.agent.export.adopt;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads a reader so that it sees the library of a registry. There is one loader for each loader of
 * a library. The class of the registry holds it, so both can be collected together.
 */
final class LibraryLoader extends ClassLoader {
  private static final String OURS = "dev.tachograph.agent.export.adopt.";
  private static final String READERS = OURS + "reader.";

  private LibraryLoader(@Nullable ClassLoader library) {
    super(library);
  }

  /**
   * Makes a reader.
   *
   * @param registryClass the library's class of which a registry is an instance
   */
  static RegistryReader reader(String name, Class<?> registryClass)
      throws ReflectiveOperationException {
    return (RegistryReader)
        new LibraryLoader(registryClass.getClassLoader())
            .loadClass(READERS + name)
            .getDeclaredConstructor()
            .newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    if (!name.startsWith(READERS)) {
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
