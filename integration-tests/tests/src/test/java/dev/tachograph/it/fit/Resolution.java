package dev.tachograph.it.fit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves references as the JVM does when the instruction is first executed (JVMS 5.4.3). */
final class Resolution {
  private static final String OBJECT = "java/lang/Object";

  /** A member, and the class that declares it. */
  private record Found(ClassFacts owner, int access) {}

  private final ClassSource classes;
  private final Map<String, @Nullable ClassFacts> read = new HashMap<>();

  Resolution(ClassSource classes) {
    this.classes = classes;
  }

  /** Why an instruction of this class would throw a LinkageError, or null if it would not. */
  @Nullable String problem(ClassFacts from, Reference to) {
    String ownerName = elementClass(to.owner());
    if (ownerName == null) {
      return null;
    }
    ClassFacts owner = read(ownerName);
    if (owner == null) {
      return "no class " + ownerName;
    }
    if ((owner.access & ClassFacts.PUBLIC) == 0 && !samePackage(from, owner)) {
      return "no access to class " + ownerName;
    }
    if (to.isToClass() || to.owner().startsWith("[")) {
      return null;
    }
    Found found = to.isToField() ? field(owner, to.member()) : method(owner, to.member());
    if (found == null) {
      return "no " + to;
    }
    if (!to.isToField() && to.toInterface() != owner.isInterface()) {
      return (owner.isInterface() ? "an interface is " : "no interface is ") + ownerName;
    }
    if (to.isToStatic() != ((found.access & ClassFacts.STATIC) != 0)) {
      return (to.isToStatic() ? "not static is " : "static is ") + to;
    }
    return accessible(from, found) ? null : "no access to " + to;
  }

  /** Of an array its elements' class, or null if they are primitive. */
  private static @Nullable String elementClass(String name) {
    if (!name.startsWith("[")) {
      return name;
    }
    String element = name.substring(name.lastIndexOf('[') + 1);
    return element.startsWith("L") ? element.substring(1, element.length() - 1) : null;
  }

  private boolean accessible(ClassFacts from, Found found) {
    if ((found.access & ClassFacts.PUBLIC) != 0) {
      return true;
    }
    if ((found.access & ClassFacts.PRIVATE) != 0) {
      return from.nestHost.equals(found.owner.nestHost);
    }
    return samePackage(from, found.owner)
        || (found.access & ClassFacts.PROTECTED) != 0 && isSubclass(from, found.owner.name);
  }

  private static boolean samePackage(ClassFacts one, ClassFacts other) {
    return one.packageName().equals(other.packageName());
  }

  private boolean isSubclass(ClassFacts type, String ancestor) {
    for (ClassFacts at = type; at != null; at = superOf(at)) {
      if (at.name.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Found field(ClassFacts owner, String member) {
    for (ClassFacts at = owner; at != null; at = superOf(at)) {
      Integer access = at.fields.get(member);
      if (access != null) {
        return new Found(at, access);
      }
      for (String name : at.interfaces) {
        ClassFacts type = read(name);
        Found found = type == null ? null : field(type, member);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable Found method(ClassFacts owner, String member) {
    for (ClassFacts at = owner; at != null; at = superOf(at)) {
      Integer access = at.methods.get(member);
      if (access != null) {
        return new Found(at, access);
      }
    }
    for (ClassFacts at = owner; at != null; at = superOf(at)) {
      Found found = interfaceMethod(at, member);
      if (found != null) {
        return found;
      }
    }
    ClassFacts object = owner.isInterface() ? read(OBJECT) : null;
    return object == null ? null : method(object, member);
  }

  private @Nullable Found interfaceMethod(ClassFacts type, String member) {
    for (String name : type.interfaces) {
      ClassFacts parent = read(name);
      if (parent != null) {
        Integer access = parent.methods.get(member);
        Found found = access != null ? new Found(parent, access) : interfaceMethod(parent, member);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable ClassFacts superOf(ClassFacts type) {
    return type.superName == null ? null : read(type.superName);
  }

  private @Nullable ClassFacts read(String name) {
    if (!read.containsKey(name)) {
      byte[] classFile = classes.read(name);
      read.put(name, classFile == null ? null : ClassFacts.of(classFile));
    }
    return read.get(name);
  }
}
