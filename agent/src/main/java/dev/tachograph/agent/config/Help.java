package dev.tachograph.agent.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key is for, in one line of Markdown; on a {@link KeyGroup}, the heading of its keys.
 *
 * <p>An annotation stands beside the declaration, and yet no start-up has its text in memory: it is
 * read, by reflection, for {@code --help} and the documentation only.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface Help {
  String value();
}
