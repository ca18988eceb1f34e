package dev.tachograph.agent.instrument.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The vocabulary of advice: code that is inlined at the beginning and the end of a method, or
 * around a call in a method.
 *
 * <p>An advice class holds at most one static method marked {@link OnEnter} and at most one marked
 * {@link OnExit}. The methods are never called: their instructions are copied into the woven class
 * and run there, with the access rights of that class. They must be straight-line code without
 * branches, loops, lambdas or try blocks, and are meant to do no more than get strings and numbers
 * out of a library's objects and hand them to one probe. The weaver refuses anything else, so what
 * is woven needs no stack map frames of its own and can be read in one glance.
 *
 * <p>What an advice throws never reaches the application: it is counted and logged by {@code
 * ProbeErrors} under the simple name of the probe that the advice calls.
 */
public final class Advice {
  private Advice() {}

  /** Runs before the method or call; what it returns is kept for {@link OnExit}. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.METHOD)
  public @interface OnEnter {}

  /** Runs after the method or call, whichever way it ends. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.METHOD)
  public @interface OnExit {
    /**
     * Whether it also runs when a Throwable is on its way out; that Throwable goes on unchanged.
     */
    boolean onThrowable() default true;
  }

  /**
   * The argument at this position, as it was on entry; for a call, the argument of the call. A
   * parameter of type Object takes an argument of any type, boxed if need be.
   */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Argument {
    int value();
  }

  /** All arguments in a new array, primitives boxed. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface AllArguments {}

  /** The object whose method is woven; null in a static method. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface This {}

  /** A field of the object whose method is woven, of exactly the parameter's type. */
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
     * In place of an argument: what a call has returned. Advice that asks for a field of that does
     * not run if it is null.
     */
    int RETURNED = -2;

    String value();

    /** Which argument has the field; -1 for the object whose method is woven. */
    int argument() default -1;
  }

  /**
   * What the advice returns is put in a field that a plan adds: of the object whose method is
   * woven, or of one of the arguments. Where there is no such field it is dropped.
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
   * A field of the argument at this position, of exactly the parameter's type; the woven class must
   * have access to it.
   */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface ArgumentField {
    int argument();

    String value();
  }

  /** What {@link OnEnter} returned; zero or null if it failed. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Entered {}

  /** What the method or call returned; zero or null if it threw. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Returned {}

  /** What the method or call threw, or null. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Thrown {}

  /** A constant that the plan gives for this place: a String or an Integer. */
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.PARAMETER)
  public @interface Constant {
    String value();
  }
}
