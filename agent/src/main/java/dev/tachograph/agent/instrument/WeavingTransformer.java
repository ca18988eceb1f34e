package dev.tachograph.agent.instrument;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.ExecutorKeys;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import dev.tachograph.agent.instrument.method.MethodInstrumentation.RuledClass;
import dev.tachograph.agent.instrument.own.OwnExecutorInstrumentation;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.support.OtherAgents;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first decision whether a class is woven, by its name alone. After it, {@link
 * LoaderSight} may refuse the class's loader, and {@link Weaving} a class that does not fit.
 *
 * <p>Every class of the application passes here. So a miss costs two hash look-ups, one more for an
 * anonymous class, and the weaver and its libraries are not loaded before the first hit.
 */
final class WeavingTransformer implements ClassFileTransformer {
  private static final String NO_PACKAGE = "";

  /** The agent's own classes, some of which the application's loader has. */
  private static final String OURS = "dev/tachograph/";

  private final AgentConfig config;

  /** By the root of the class's name, then by the name. Holds only roots of libraries. */
  private final Map<String, Map<String, LibraryInstrumentation>> librariesUnderRoots =
      new ConcurrentHashMap<>();

  private final @Nullable MethodInstrumentation methods;
  private final boolean mounted;
  private final Supertypes supertypes = new Supertypes();
  private final Weaving weaving;
  private final LoaderSight sight;

  /**
   * Executors of the application's own, by class: no root leads to them. Null if there are none.
   */
  private final @Nullable Map<String, LibraryInstrumentation> ownExecutors;

  WeavingTransformer(AgentConfig config, @Nullable MethodInstrumentation methods, Weaving weaving) {
    this.config = config;
    this.methods = methods;
    this.weaving = weaving;
    this.mounted = config.mentions("http") && config.find(HttpKeys.MOUNT) != null;
    this.sight = new LoaderSight(weaving);
    // Load these classes now: a transformer that has to load a class to look at that same class
    // fails.
    librariesUnderRoots.put(NO_PACKAGE, byClass(Instrumentations.under(NO_PACKAGE)));
    List<String> own = config.get(ExecutorKeys.INCLUDE);
    this.ownExecutors = own.isEmpty() ? null : byClass(new OwnExecutorInstrumentation(own));
  }

  private Map<String, LibraryInstrumentation> byClass(LibraryInstrumentation... libraries) {
    Map<String, LibraryInstrumentation> byClass = new HashMap<>();
    for (LibraryInstrumentation library : libraries) {
      boolean needed =
          (methods != null || !library.isForMethods()) && (mounted || !library.isForMount());
      if (needed && config.get(WeavingKeys.INSTRUMENTATION_ENABLED, library.name())) {
        for (String className : library.classNames()) {
          byClass.put(className, library);
        }
      }
    }
    return byClass;
  }

  /** Which of these classes are to be woven. */
  List<Class<?>> matching(Class<?>[] loaded) {
    List<Class<?>> matching = new ArrayList<>();
    for (Class<?> type : loaded) {
      if (!type.isArray()) {
        String name = type.getName();
        boolean application =
            methods != null && isApplication(type.getModule(), type.getClassLoader());
        // Hundreds of classes are loaded before main, almost all of the JDK. Do not copy their
        // names.
        boolean possible =
            application
                || ownExecutors != null
                || !Instrumentations.isOfJdkAlone(name, Instrumentations.WITH_DOTS);
        if (possible
            && (library(name.replace('.', '/')) != null || (application && isRuled(type)))) {
          matching.add(type);
        }
      }
    }
    return matching;
  }

  private boolean isRuled(Class<?> loaded) {
    return methods != null
        && !loaded.getName().replace('.', '/').startsWith(OURS)
        && methods.ruled(Supertypes.of(loaded), null) != null;
  }

  @Override
  public byte @Nullable [] transform(
      Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    // Hidden classes have no name.
    if (className == null) {
      return null;
    }
    LibraryInstrumentation library = library(className);
    RuledClass ruled = ruled(module, loader, className, classFile);
    if (library == null && ruled == null) {
      return null;
    }
    if (loader != null && isAgents(loader)) {
      // Agents have libraries that applications have too. What they send is no call of theirs.
      return null;
    }
    if (!sight.sees(loader)) {
      weaving.cannotLink(className, loader, library, ruled);
      return null;
    }
    return weaving.weave(loader, className, classFile, redefined != null, library, ruled);
  }

  /** The rules and annotations for a class of the application; null if there are none. */
  private @Nullable RuledClass ruled(
      Module module, @Nullable ClassLoader loader, String className, byte[] classFile) {
    if (methods == null
        || loader == null
        || className.startsWith(OURS)
        || !isApplication(module, loader)) {
      return null;
    }
    try {
      return methods.ruled(supertypes.of(loader, className, classFile), classFile);
    } catch (Throwable t) {
      // The JVM drops what a transformer throws. The class would be left alone without a word.
      AgentLog.warnOnce(
          className, className.replace('/', '.') + " is not looked at for rules: " + t);
      return null;
    }
  }

  private @Nullable LibraryInstrumentation library(String className) {
    LibraryInstrumentation library = libraryUnderRoot(className);
    return library == null && ownExecutors != null ? ownExecutor(ownExecutors, className) : library;
  }

  /** The classes nested in an executor belong to it. */
  private static @Nullable LibraryInstrumentation ownExecutor(
      Map<String, LibraryInstrumentation> byClass, String className) {
    LibraryInstrumentation library = byClass.get(className);
    int end = library == null ? className.lastIndexOf('$') : -1;
    while (end > 0) {
      LibraryInstrumentation outer = byClass.get(className.substring(0, end));
      if (outer != null) {
        return outer;
      }
      end = className.lastIndexOf('$', end - 1);
    }
    return library;
  }

  /**
   * Takes no lock. Two threads may both make the libraries of a root, because these have no state.
   */
  private @Nullable LibraryInstrumentation libraryUnderRoot(String className) {
    if (Instrumentations.isOfJdkAlone(className, Instrumentations.WITH_SLASHES)) {
      return null;
    }
    String root = Instrumentations.root(className);
    Map<String, LibraryInstrumentation> byClass = librariesUnderRoots.get(root);
    if (byClass == null) {
      LibraryInstrumentation[] candidates = Instrumentations.under(root);
      if (candidates.length == 0) {
        return null;
      }
      byClass = byClass(candidates);
      librariesUnderRoots.put(root, byClass);
    }
    LibraryInstrumentation library = byClass.get(className);
    String anonymous = library == null ? anonymousIn(className) : null;
    return anonymous == null ? library : byClass.get(anonymous);
  }

  /**
   * What {@link LibraryInstrumentation#classNames()} calls an anonymous class, which may be within
   * another; null if the class has a name.
   */
  static @Nullable String anonymousIn(String className) {
    int end = className.length();
    int digits = beforeDigits(className, end);
    while (digits < end && digits > 0 && className.charAt(digits - 1) == '$') {
      end = digits - 1;
      digits = beforeDigits(className, end);
    }
    return end == className.length() ? null : className.substring(0, end + 1);
  }

  private static int beforeDigits(String className, int end) {
    int start = end;
    while (start > 0 && Character.isDigit(className.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /**
   * Whether a class is the application's. A pattern such as {@code com.**#run} could also name
   * classes of the agent or of the JDK, and some of the JDK's share a class loader with the
   * application.
   */
  private static boolean isApplication(Module module, @Nullable ClassLoader loader) {
    String name = module.getName();
    return loader != null
        && loader != ClassLoader.getPlatformClassLoader()
        && !isAgents(loader)
        && (name == null || !(name.startsWith("java.") || name.startsWith("jdk.")));
  }

  /**
   * Whether a loader is this agent's or another's. The endpoint's classes have a loader of their
   * own, behind the agent's.
   */
  private static boolean isAgents(ClassLoader loader) {
    ClassLoader agents = WeavingTransformer.class.getClassLoader();
    return loader == agents
        || loader.getParent() == agents
        || OtherAgents.isTheirs(loader.getClass().getName());
  }
}
