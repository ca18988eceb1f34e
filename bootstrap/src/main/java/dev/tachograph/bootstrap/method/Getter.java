package dev.tachograph.bootstrap.method;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one property: {@code kind} is {@code kind()}, {@code getKind()}, {@code isKind()}, or else
 * the field. It calls only methods without arguments that return something, and finds each once for
 * each class.
 */
public final class Getter extends ClassValue<Object> {
  /** Says why a property of a class cannot be read. It is thrown again for each object. */
  private static final class Unreadable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }

    /** The stack would be that of the first call only, and keep its loader alive. */
    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private static final Object[] NO_ARGUMENTS = {};

  private final String property;
  private final String[] methods;

  public Getter(String property) {
    this.property = property;
    String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
    this.methods = new String[] {property, "get" + capital, "is" + capital};
  }

  /**
   * The value of the property.
   *
   * @throws IllegalArgumentException if the object has no such property
   * @throws RuntimeException if Java does not let it be read
   */
  public @Nullable Object of(Object object) throws ReflectiveOperationException {
    Class<?> type = object.getClass();
    if (type.isArray() && property.equals("length")) {
      return Array.getLength(object);
    }
    Object found = get(type);
    if (found instanceof Method) {
      return ((Method) found).invoke(object, NO_ARGUMENTS);
    }
    if (found instanceof Field) {
      return ((Field) found).get(object);
    }
    throw (Unreadable) found;
  }

  /** A {@link Method}, a {@link Field}, or the reason why there is neither. */
  @Override
  protected Object computeValue(Class<?> type) {
    try {
      return find(type);
    } catch (Unreadable e) {
      return e;
    } catch (RuntimeException | LinkageError e) {
      // Java may not let it be read, or a class that the type names is missing.
      return new Unreadable(type.getName() + "." + property + " cannot be read: " + e);
    }
  }

  private Member find(Class<?> type) {
    for (String name : methods) {
      Method method = method(type, name);
      if (method != null) {
        return method;
      }
    }
    Field field = field(type);
    if (field != null) {
      return field;
    }
    throw new Unreadable(
        type.getName() + " has no " + methods[0] + "(), " + methods[1] + "() or field " + property);
  }

  /** A method that may be called without asking, if there is one; else the class's own. */
  private static @Nullable Method method(Class<?> type, String name) {
    Method open = openMethod(type, name);
    if (open != null) {
      return open;
    }
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      try {
        Method own = owner.getDeclaredMethod(name);
        if (isGetter(own)) {
          return accessible(own);
        }
      } catch (NoSuchMethodException e) {
        // A superclass may have it.
      }
    }
    return null;
  }

  /**
   * A public method of a public class or interface. The class of many objects is not public, as
   * that of {@code List.of()}, and the JDK does not let its methods be called.
   */
  private static @Nullable Method openMethod(Class<?> type, String name) {
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      Method method = publicMethod(owner, name);
      if (method != null) {
        return method;
      }
      for (Class<?> contract : owner.getInterfaces()) {
        Method promised = openMethod(contract, name);
        if (promised != null) {
          return promised;
        }
      }
    }
    return null;
  }

  private static @Nullable Method publicMethod(Class<?> owner, String name) {
    if (!Modifier.isPublic(owner.getModifiers())) {
      return null;
    }
    try {
      Method method = owner.getMethod(name);
      boolean usable =
          isGetter(method) && Modifier.isPublic(method.getDeclaringClass().getModifiers());
      return usable ? method : null;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static boolean isGetter(Method method) {
    return method.getReturnType() != void.class && !Modifier.isStatic(method.getModifiers());
  }

  private @Nullable Field field(Class<?> type) {
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      try {
        return accessible(owner.getDeclaredField(property));
      } catch (NoSuchFieldException e) {
        // A superclass may have it.
      }
    }
    return null;
  }

  private static <M extends AccessibleObject> M accessible(M member) {
    member.setAccessible(true);
    return member;
  }
}
