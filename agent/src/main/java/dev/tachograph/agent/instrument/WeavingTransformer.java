package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a class's name alone whether it is woven.
 *
 * <p>Every class of the application passes here, so a miss costs one hash look-up, and the weaver
 * and its libraries are not even loaded before the first hit.
 */
final class WeavingTransformer implements ClassFileTransformer {
  private final Map<String, LibraryInstrumentation> libraries = new HashMap<>();
  private final @Nullable MethodInstrumentation methods;
  private final Weaving weaving;

  /** Whether any library covers nested classes, so that there is something to look for. */
  private boolean coversNested;

  WeavingTransformer(
      LibraryInstrumentation[] libraries,
      @Nullable MethodInstrumentation methods,
      Weaving weaving) {
    for (LibraryInstrumentation library : libraries) {
      for (String className : library.classNames()) {
        this.libraries.put(className, library);
        coversNested |= library.coversNestedClasses();
      }
    }
    this.methods = methods;
    this.weaving = weaving;
  }

  /** Whether the class, {@code com/acme/Client}, is one to weave. */
  boolean matches(@Nullable ClassLoader loader, String className) {
    return library(className) != null
        || (methods != null && isApplication(loader) && methods.matches(className));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    // Hidden classes have no name that anybody could have asked for.
    if (className == null) {
      return null;
    }
    LibraryInstrumentation library = library(className);
    MethodInstrumentation named = methods != null && methods.matches(className) ? methods : null;
    return library == null && named == null
        ? null
        : weaving.weave(className, classFile, redefined != null, library, named);
  }

  private @Nullable LibraryInstrumentation library(String className) {
    LibraryInstrumentation library = libraries.get(className);
    int end = library == null && coversNested ? className.lastIndexOf('$') : -1;
    while (end > 0) {
      LibraryInstrumentation outer = libraries.get(className.substring(0, end));
      if (outer != null) {
        return outer.coversNestedClasses() ? outer : null;
      }
      end = className.lastIndexOf('$', end - 1);
    }
    return library;
  }

  /** A pattern such as {@code com.**#run} could name classes of the JDK, or the agent's own. */
  private static boolean isApplication(@Nullable ClassLoader loader) {
    return loader != null
        && loader != ClassLoader.getPlatformClassLoader()
        && loader != WeavingTransformer.class.getClassLoader();
  }
}
