package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.ProbeErrors;
import dev.tachograph.bootstrap.task.TaskProbe;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A task type that is put together from text and from a method's arguments. */
public final class ArgumentTaskType {
  /** Text, or an argument, or what a getter of an argument returns. */
  public static final class Part {
    private final String text;
    private final int argument;
    private final @Nullable Getter getter;

    private Part(String text, int argument, @Nullable Getter getter) {
      this.text = text;
      this.argument = argument;
      this.getter = getter;
    }

    public static Part text(String text) {
      return new Part(text, -1, null);
    }

    /**
     * An argument.
     *
     * @param index 0 for the first
     * @param getter {@code kind} for what {@code kind()}, {@code getKind()} or {@code isKind()} of
     *     the argument returns; null for the argument itself
     */
    public static Part argument(int index, @Nullable String getter) {
      return new Part("", index, getter == null ? null : new Getter(getter));
    }
  }

  /** Finds a getter once for each class. */
  private static final class Getter extends ClassValue<Method> {
    private final String property;

    Getter(String property) {
      this.property = property;
    }

    @Override
    protected Method computeValue(Class<?> type) {
      String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
      for (String name : new String[] {property, "get" + capital, "is" + capital}) {
        Method method = find(type, name);
        if (method != null) {
          return method;
        }
      }
      throw new IllegalArgumentException(
          type.getName() + " has no public method " + property + "() or get" + capital + "()");
    }

    private static @Nullable Method find(Class<?> type, String name) {
      try {
        Method method = type.getMethod(name);
        if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
          method.setAccessible(true);
        }
        return method;
      } catch (NoSuchMethodException e) {
        return null;
      }
    }
  }

  private final Part[] parts;

  public ArgumentTaskType(Part... parts) {
    this.parts = parts.clone();
  }

  /**
   * The task type of a call. If an argument cannot be asked, that is reported and the task type is
   * {@code unknown}: the call is counted all the same.
   */
  String of(Object[] arguments) {
    StringBuilder type = new StringBuilder();
    try {
      for (Part part : parts) {
        if (part.argument < 0) {
          type.append(part.text);
        } else {
          type.append(value(part, arguments));
        }
      }
      return type.toString();
    } catch (Exception e) {
      ProbeErrors.report(e, "MethodProbe");
      return TaskProbe.UNKNOWN;
    }
  }

  private static @Nullable Object value(Part part, Object[] arguments)
      throws ReflectiveOperationException {
    if (part.argument >= arguments.length) {
      throw new IllegalArgumentException(
          "the method has no argument " + part.argument + ", counted from 0");
    }
    Object argument = arguments[part.argument];
    Getter getter = part.getter;
    return argument == null || getter == null
        ? argument
        : getter.get(argument.getClass()).invoke(argument);
  }
}
