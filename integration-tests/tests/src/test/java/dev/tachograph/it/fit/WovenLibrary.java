package dev.tachograph.it.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The classes that one instrumentation weaves, in one version of its library, in one way. */
final class WovenLibrary implements ClassSource {
  final PackagedAgent.Instrumentation instrumentation;
  final List<WovenClass> classes = new ArrayList<>();
  private final Map<String, WovenClass> byName = new HashMap<>();
  private final ClassSource library;

  private WovenLibrary(PackagedAgent.Instrumentation instrumentation, ClassSource library) {
    this.instrumentation = instrumentation;
    this.library = library;
  }

  /**
   * Weaves what there is.
   *
   * @param library the library and all that it needs
   * @param surroundings what woven classes may refer to besides: the JDK and the probes
   */
  static WovenLibrary weave(
      PackagedAgent.Instrumentation instrumentation,
      WovenClass.When when,
      ClassSource library,
      ClassSource surroundings) {
    List<String> names = instrumentation.classNames(library);
    Set<String> loaded = when == WovenClass.When.LOADED_BEFORE ? Set.copyOf(names) : Set.of();
    WovenLibrary woven = new WovenLibrary(instrumentation, library);
    for (String name : names) {
      byte[] original = library.read(name);
      if (original != null) {
        WovenClass one = WovenClass.weave(instrumentation, name, original, loaded, library);
        woven.classes.add(one);
        woven.byName.put(name, one);
      }
    }
    Resolution resolution = new Resolution(woven.or(surroundings));
    for (WovenClass one : woven.classes) {
      one.resolve(resolution);
    }
    return woven;
  }

  /** The woven class files. */
  Map<String, byte[]> woven() {
    Map<String, byte[]> woven = new TreeMap<>();
    for (WovenClass one : classes) {
      byte[] classFile = one.classFile;
      if (classFile != null) {
        woven.put(one.name, classFile);
      }
    }
    return woven;
  }

  @Override
  public byte @Nullable [] read(String className) {
    WovenClass woven = byName.get(className);
    byte[] classFile = woven == null ? null : woven.classFile;
    return classFile != null ? classFile : library.read(className);
  }
}
