package dev.tachograph.agent.instrument;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a class's name alone whether it is woven.
 *
 * <p>Every class of the application passes here, so a miss costs two hash look-ups, and the weaver
 * and its libraries are not even loaded before the first hit.
 */
final class WeavingTransformer implements ClassFileTransformer {
  private final AgentConfig config;

  /** By the class's name. */
  private final Map<String, LibraryInstrumentation> libraries = new HashMap<>();

  /** By the root of the class's name, then by that; only roots that some library has. */
  private final Map<String, Map<String, LibraryInstrumentation>> librariesUnderRoots =
      new ConcurrentHashMap<>();

  private final @Nullable MethodInstrumentation methods;
  private final Weaving weaving;

  /** Whether any library covers nested classes, so that there is something to look for. */
  private boolean coversNested;

  WeavingTransformer(AgentConfig config, @Nullable MethodInstrumentation methods, Weaving weaving) {
    this.config = config;
    this.methods = methods;
    this.weaving = weaving;
    for (LibraryInstrumentation library : Instrumentations.ofEveryProgram(config)) {
      if (addTo(libraries, library)) {
        coversNested |= library.coversNestedClasses();
      }
    }
  }

  /** Whether anything was added. */
  private boolean addTo(
      Map<String, LibraryInstrumentation> byClass, LibraryInstrumentation library) {
    String[] classNames = library.classNames();
    if (!config.instrumentationEnabled(library.name())) {
      return false;
    }
    for (String className : classNames) {
      byClass.put(className, library);
    }
    return classNames.length > 0;
  }

  /** Which of these classes are to be woven. */
  List<Class<?>> matching(Class<?>[] loaded) {
    // Before main there are hundreds, almost all of the JDK, whose names are not worth rewriting.
    Set<String> ofEveryProgram = new HashSet<>();
    for (String className : libraries.keySet()) {
      ofEveryProgram.add(className.replace('/', '.'));
    }
    List<Class<?>> matching = new ArrayList<>();
    for (Class<?> type : loaded) {
      if (!type.isArray()) {
        String name = type.getName();
        boolean application = methods != null && isApplication(type.getClassLoader());
        if (coversNested || application || !isOfJdk(name)
            ? matches(application, name.replace('.', '/'))
            : ofEveryProgram.contains(name)) {
          matching.add(type);
        }
      }
    }
    return matching;
  }

  private static boolean isOfJdk(String name) {
    return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
  }

  private boolean matches(boolean application, String className) {
    return library(className) != null
        || (application && methods != null && methods.matches(className));
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
    if (library == null) {
      library = libraryUnderRoot(className);
    }
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

  /** Without a lock: two threads may both make the libraries of a root, which know nothing. */
  private @Nullable LibraryInstrumentation libraryUnderRoot(String className) {
    String root = Instrumentations.root(className);
    Map<String, LibraryInstrumentation> byClass = librariesUnderRoots.get(root);
    if (byClass == null) {
      LibraryInstrumentation[] candidates = Instrumentations.under(root);
      if (candidates.length == 0) {
        return null;
      }
      byClass = new HashMap<>();
      for (LibraryInstrumentation candidate : candidates) {
        addTo(byClass, candidate);
      }
      librariesUnderRoots.put(root, byClass);
    }
    return byClass.get(className);
  }

  /** A pattern such as {@code com.**#run} could name classes of the JDK, or the agent's own. */
  private static boolean isApplication(@Nullable ClassLoader loader) {
    return loader != null
        && loader != ClassLoader.getPlatformClassLoader()
        && loader != WeavingTransformer.class.getClassLoader();
  }
}
