package dev.tachograph.it.fit;

import org.jspecify.annotations.Nullable;

/** Defines the classes of a library, woven or not, and links them. */
final class LinkingLoader extends ClassLoader {
  private static final String OURS = "dev.tachograph.bootstrap.";

  private final ClassSource library;
  private final ClassLoader probes;

  /**
   * @param probes has what woven classes call
   */
  LinkingLoader(ClassSource library, ClassLoader probes) {
    super(ClassLoader.getPlatformClassLoader());
    this.library = library;
    this.probes = probes;
  }

  /** What the verifier finds wrong, or null. */
  @Nullable LinkageError linkingError(String className) {
    try {
      Class<?> type = Class.forName(className.replace('/', '.'), false, this);
      // Reflection has a class linked, but not initialized.
      int linked = type.getDeclaredFields().length;
      return linked < 0 ? new LinkageError() : null;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } catch (LinkageError e) {
      return e;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(OURS)) {
      return probes.loadClass(name);
    }
    String className = name.replace('.', '/');
    byte[] classFile = library.read(className);
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, classFile, 0, classFile.length);
  }
}
