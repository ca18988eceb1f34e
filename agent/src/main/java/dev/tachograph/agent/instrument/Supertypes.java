package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.method.ClassLineage;
import dev.tachograph.agent.weave.ClassHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what classes extend and implement, from class files, so that no class is loaded. The JVM
 * shows a class before it loads its superclass.
 *
 * <p>It reads the file of each supertype once for each loader. A lineage is asked for its
 * supertypes only if a rule names subtypes.
 */
final class Supertypes {
  private static final String OBJECT = "java/lang/Object";
  private static final String[] UNKNOWN = {};

  /** What a class names itself, by loader and internal name. */
  private final LoaderTable<ConcurrentMap<String, String[]>> known = new LoaderTable<>();

  /** A class that is being loaded. */
  ClassLineage of(ClassLoader loader, String className, byte[] classFile) {
    return new ClassLineage() {
      private @Nullable Set<String> found;

      @Override
      public String className() {
        return className;
      }

      @Override
      public Set<String> supertypes() {
        Set<String> supertypes = found;
        if (supertypes == null) {
          supertypes = find(loader, className, classFile);
          found = supertypes;
        }
        return supertypes;
      }
    };
  }

  /** A class that was loaded before. */
  static ClassLineage of(Class<?> loaded) {
    return new ClassLineage() {
      @Override
      public String className() {
        return internalName(loaded);
      }

      @Override
      public Set<String> supertypes() {
        Set<String> supertypes = new LinkedHashSet<>();
        addSupertypes(loaded, supertypes);
        return supertypes;
      }
    };
  }

  private static void addSupertypes(Class<?> type, Set<String> supertypes) {
    Class<?> superclass = type.getSuperclass();
    if (superclass != null && supertypes.add(internalName(superclass))) {
      addSupertypes(superclass, supertypes);
    }
    for (Class<?> contract : type.getInterfaces()) {
      if (supertypes.add(internalName(contract))) {
        addSupertypes(contract, supertypes);
      }
    }
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private Set<String> find(ClassLoader loader, String className, byte[] classFile) {
    ConcurrentMap<String, String[]> ofLoader = known.get(loader);
    if (ofLoader == null) {
      ofLoader = known.keep(loader, new ConcurrentHashMap<>());
    }
    String[] direct = ClassHeader.supertypes(classFile);
    ofLoader.put(className, direct);
    Set<String> supertypes = new LinkedHashSet<>();
    Deque<String[]> rest = new ArrayDeque<>();
    rest.add(direct);
    while (!rest.isEmpty()) {
      for (String name : rest.remove()) {
        if (supertypes.add(name) && !name.equals(OBJECT)) {
          rest.add(direct(ofLoader, loader, name));
        }
      }
    }
    return supertypes;
  }

  private static String[] direct(
      ConcurrentMap<String, String[]> ofLoader, ClassLoader loader, String name) {
    String[] direct = ofLoader.get(name);
    if (direct == null) {
      direct = read(loader, name);
      ofLoader.put(name, direct);
    }
    return direct;
  }

  private static String[] read(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? UNKNOWN : ClassHeader.supertypes(in.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return UNKNOWN;
    }
  }
}
