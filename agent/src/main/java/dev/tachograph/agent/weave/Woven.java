package dev.tachograph.agent.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The annotations that advice may use beyond those of Byte Buddy's {@code Advice}.
 *
 * <p>An advice class holds at most one static method marked {@code OnMethodEnter} and at most one
 * marked {@code OnMethodExit}. Nobody calls these methods. The weaver copies their instructions
 * into the woven class, where they run with the access rights of that class. They get strings and
 * numbers out of a library's objects and hand them to one probe.
 *
 * <p>The weaver boxes or casts a parameter to the type that the advice declares, whatever its
 * {@code typing}. A Throwable of advice never reaches the application. {@code ProbeErrors} counts
 * and logs it under the simple name of the probe that the advice calls.
 */
public final class Woven {
  private Woven() {}

  /** A field of the object whose method is woven. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Field {
    /**
     * Its name. If there is none, it is the only field of its type that the woven class itself
     * declares: compilers make up the names of what inner classes have of the code around them.
     */
    String value() default "";

    /** The descriptor of the field's type, if advice cannot name that type. */
    String type() default "";
  }

  /**
   * The value that {@link Store} has put in a field that the plan adds to the class. Null in a
   * class that was loaded before, because the JVM adds no field to a loaded class.
   */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface AddedField {
    /**
     * In the place of an argument: the result of the call. The advice must know that it is not
     * null.
     */
    int RETURNED = -2;

    String value();

    /** Which argument has the field; -1 for the object whose method is woven. */
    int argument() default -1;
  }

  /**
   * Stores the result of the advice in a field that a plan adds: a field of the object whose method
   * is woven, or of one of the arguments. If there is no such field, or if the advice fails, the
   * result is dropped.
   */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.METHOD)
  public @interface Store {
    String value();

    /** Which argument has the field; -1 for the object whose method is woven. */
    int argument() default -1;
  }

  /** The object whose method is called; only around a call. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Receiver {}

  /**
   * The former value of an argument that is replaced; only where a method replaces an argument. The
   * new value is the advice's first argument.
   */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Replaced {}

  /**
   * A field of the argument at this position, or, for {@link AddedField#RETURNED}, of the result of
   * the call. Its type is exactly that of the parameter, and the woven class must have access to
   * it.
   */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface ArgumentField {
    int argument();

    String value();
  }

  /** A constant that the plan gives for this place: a String or an Integer. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Constant {
    String value();
  }
}
