package dev.tachograph.agent.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The purpose of a key, in one line of Markdown. On a {@link KeyGroup}, the heading of its keys.
 *
 * <p>An annotation is beside the declaration, but a start does not read its text. Reflection reads
 * it, only for {@code --help} and the documentation.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface Help {
  String value();
}
