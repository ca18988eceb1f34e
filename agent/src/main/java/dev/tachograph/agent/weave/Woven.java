package dev.tachograph.agent.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What advice may ask for beyond the vocabulary of Byte Buddy's {@code Advice}.
 *
 * <p>An advice class holds at most one static method marked {@code OnMethodEnter} and at most one
 * marked {@code OnMethodExit}. The methods are never called: their instructions are copied into the
 * woven class and run there, with the access rights of that class. They get strings and numbers out
 * of a library's objects and hand them to one probe.
 *
 * <p>A parameter is boxed or cast to what the advice declares, whatever its {@code typing}. What an
 * advice throws never reaches the application: it is counted and logged by {@code ProbeErrors}
 * under the simple name of the probe that the advice calls.
 */
public final class Woven {
  private Woven() {}

  /** A field of the object whose method is woven. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Field {
    String value();

    /** The descriptor of the field's type, where that is one that advice cannot name. */
    String type() default "";
  }

  /**
   * What {@link Store} has put in a field that the plan adds to the class; null in a class that was
   * loaded before, which cannot be given a field any more.
   */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface AddedField {
    /**
     * In place of an argument: what a call has returned, which the advice must know not to be null.
     */
    int RETURNED = -2;

    String value();

    /** Which argument has the field; -1 for the object whose method is woven. */
    int argument() default -1;
  }

  /**
   * What the advice returns is put in a field that a plan adds: of the object whose method is
   * woven, or of one of the arguments. Where there is no such field, or the advice fails, it is
   * dropped.
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
   * What was in the place of an argument that is replaced; only where one is. What replaces it is
   * the advice's first argument.
   */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Replaced {}

  /**
   * A field of the argument at this position, of exactly the parameter's type; the woven class must
   * have access to it.
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
